"""Reads: the same applicant's other applications, the same request asked before, how many in a month."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from django.db.models import Count, Q, QuerySet

from gongkai.applications import access
from gongkai.applications.models import Applicant, Application, Decision, Wanted
from gongkai.records.access import Actor


class Same(StrEnum):
    """What two applications have in common."""

    BOTH = "both"
    CONTENT = "content"
    APPLICANT = "applicant"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {"both": "同一申请人、同一内容", "content": "同一内容", "applicant": "同一申请人"}[self.value]


@dataclass(frozen=True, slots=True)
class Repeat:
    """Another application to the same agency. `row`: how it ended, empty while it is open; `reply`: the number of its reply."""

    id: int
    number: str
    title: str
    arrived_on: date
    handled_on: date | None
    row: str
    same: Same
    reply: str = ""


def repeats_of(viewer: Actor, application_id: int) -> list[Repeat]:
    """As `repeats`, as far as somebody may open them, each with the number of its reply. A constant number of queries."""
    application = Application.objects.filter(access.visible_to(viewer), pk=application_id).first()
    found = repeats(application) if application else []
    ids = [one.id for one in found]
    seen = set(Application.objects.filter(access.visible_to(viewer), pk__in=ids).values_list("pk", flat=True))
    issued = Decision.objects.filter(application__in=ids, issued_at__isnull=False).order_by("pk")
    replies = dict(issued.values_list("application", "number"))
    return [replace(one, reply=replies.get(one.id, "")) for one in found if one.id in seen]


def repeats(application: Application, most: int = 20) -> list[Repeat]:
    """Other applications to the agency by the same applicant or for the same thing, the most alike and newest first.

    依据：条例第三十六条第六项
    """
    by_same = Q(applicant__in=same_applicants(application))
    keys = list(application.wanted.values_list("key", flat=True))
    for_same = Q(pk__in=Wanted.objects.filter(key__in=keys).values("application"))
    others = Application.objects.filter(agency=application.agency_id).exclude(pk=application.pk)
    alike = {
        same: set(others.filter(condition).order_by("-pk").values_list("pk", flat=True)[:most])
        for same, condition in ((Same.APPLICANT, by_same), (Same.CONTENT, for_same))
    }
    found = others.filter(pk__in=alike[Same.APPLICANT] | alike[Same.CONTENT])
    rows = [_repeat(other, alike) for other in found.order_by("-arrived_on", "-pk")]
    order = list(Same)
    return sorted(rows, key=lambda one: order.index(one.same))[:most]


def items_before(application: Application) -> int:
    """How many things the same applicant asked the agency for in the month, before this application.

    依据：信息处理费管理办法第四条
    """
    day = application.receipt_on or application.arrived_on
    earlier = Application.objects.filter(
        Q(arrived_on__lt=application.arrived_on)
        | Q(arrived_on=application.arrived_on, pk__lt=application.pk),
        agency=application.agency_id,
        arrived_on__gte=day.replace(day=1),
        applicant__in=same_applicants(application),
    )
    return int(earlier.aggregate(things=Count("wanted"))["things"])


def same_applicants(application: Application) -> QuerySet[Applicant]:
    """The rows of the same applicant: the same number of identity, or the same name where there is none."""
    own = Applicant.objects.get(pk=application.pk)
    if own.identity_no:
        return Applicant.objects.filter(identity_no=own.identity_no)
    return Applicant.objects.filter(name=own.name)


def _repeat(other: Application, alike: dict[Same, set[int]]) -> Repeat:
    who, what = other.pk in alike[Same.APPLICANT], other.pk in alike[Same.CONTENT]
    same = Same.BOTH if who and what else Same.CONTENT if what else Same.APPLICANT
    return Repeat(other.pk, other.number, other.title, other.arrived_on, other.handled_on, other.row, same)
