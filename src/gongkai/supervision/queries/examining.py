"""Reads: which agencies are examined, and what they come to by the facts of a day."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from gongkai.agencies.models import Agency
from gongkai.documents.holidays import installed_calendar
from gongkai.law.inspection.faults import View
from gongkai.law.inspection.verdict import Assessment, assess
from gongkai.records.queries.among import Among
from gongkai.supervision.models import Examination, Order
from gongkai.supervision.queries.facts import facts
from gongkai.supervision.queries.settings import settings

PAGE = 100
"""So many agencies are looked at together: more would take much memory where items lack much."""


def assessments(agency_ids: Iterable[int], on: date) -> dict[int, Assessment]:
    """What these agencies come to on a day, by agency."""
    view = View(on, installed_calendar(), settings())
    return {agency: assess(found, view) for agency, found in sorted(facts(agency_ids, on).items())}


def due_today(on: date, after: int) -> list[int]:
    """The next agencies that live on a day and have no examination of their own on it yet."""
    living = Agency.objects.filter(Q(begins_on__isnull=True) | Q(begins_on__lte=on))
    living = living.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    done = Examination.objects.filter(on=on, order__isnull=True).values("agency")
    rows = living.filter(pk__gt=after).exclude(pk__in=done).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:PAGE])


def ordered(order_id: int) -> list[int]:
    """The next agencies of an order that were not examined for it yet."""
    order = Order.objects.get(pk=order_id)
    done = set(order.examinations.values_list("agency", flat=True))
    wanted = [one for one in order.agencies if one not in done]
    there = Agency.objects.filter(Among("pk", frozenset(wanted))).order_by("pk")
    return list(there.values_list("pk", flat=True)[:PAGE])
