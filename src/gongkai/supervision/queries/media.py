"""Reads: accounts of new media in use, with the last day on which something was put out."""

from collections import defaultdict
from datetime import date

from django.db.models import Max, Q

from gongkai.channels.models import NEW_MEDIA, Carrier
from gongkai.law.inspection.facts import AccountFact
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day


def accounts(agency_ids: frozenset[int], on: date) -> dict[int, list[AccountFact]]:
    """The accounts that are in use on a day, by agency; one query."""
    rows = Carrier.objects.filter(Among("agency_id", agency_ids), kind__in=NEW_MEDIA, opened_on__lte=on)
    rows = rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gte=on))
    found: defaultdict[int, list[AccountFact]] = defaultdict(list)
    for pk, agency, name, opened_on, last in (
        rows.annotate(last=Max("standings__out_at"))
        .order_by("pk")
        .values_list("pk", "agency_id", "name", "opened_on", "last")
    ):
        day = civil_day(last) if last else None
        found[agency].append(AccountFact(id=pk, name=name, opened_on=opened_on, last_on=day))
    return found
