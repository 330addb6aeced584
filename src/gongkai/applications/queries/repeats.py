"""Reads: the same applicant's other applications, the same request asked before, how many in a month."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

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
    """As `repeats` of those that somebody may open, each with the number of its reply. Three queries, whatever is found."""
    seen = Application.objects.filter(access.visible_to(viewer))
    application = seen.select_related("applicant").filter(pk=application_id).first()
    if application is None or application.anonymised_at:
        return []
    issued = Decision.objects.filter(application=OuterRef("pk"), issued_at__isnull=False).order_by("-pk")
    replied = Coalesce(Subquery(issued.values("number")[:1]), Value(""))
    return repeats(application, among=seen.annotate(reply=replied))


def repeats(
    application: Application, most: int = 20, *, among: QuerySet[Application] | None = None
) -> list[Repeat]:
    """Other applications to the agency by the same applicant or for the same thing, the most alike and newest first.

    `among`: those that are looked at, all if not given.   依据：条例第三十六条第六项
    """
    looked_at = Application.objects.all() if among is None else among
    others = looked_at.filter(agency=application.agency_id).exclude(pk=application.pk)
    keys = Wanted.objects.filter(application=application.pk).values("key")
    conditions = {
        Same.APPLICANT: Q(pk__in=same_applicants(application).values("pk")),
        Same.CONTENT: Q(pk__in=Wanted.objects.filter(key__in=keys).values("application")),
    }
    alike = {
        same: {other.pk: other for other in others.filter(condition).order_by("-pk")[:most]}
        for same, condition in conditions.items()
    }
    found = alike[Same.APPLICANT] | alike[Same.CONTENT]
    newest = sorted(found.values(), key=lambda other: (other.arrived_on, other.pk), reverse=True)
    rows = [_repeat(other, alike) for other in newest]
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
    own = application.applicant
    if own.identity_no:
        return Applicant.objects.filter(identity_no=own.identity_no)
    return Applicant.objects.filter(name=own.name)


def _repeat(other: Application, alike: dict[Same, dict[int, Application]]) -> Repeat:
    who, what = other.pk in alike[Same.APPLICANT], other.pk in alike[Same.CONTENT]
    same = Same.BOTH if who and what else Same.CONTENT if what else Same.APPLICANT
    reply: str = getattr(other, "reply", "")
    return Repeat(
        other.pk, other.number, other.title, other.arrived_on, other.handled_on, other.row, same, reply
    )
