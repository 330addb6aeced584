"""Reads for everybody: how many public records there are by agency, year and kind of party; when a register came last."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum

from gongkai.law.registers import definitions
from gongkai.law.registers.timing import State
from gongkai.registers.models import Delivery, Source, Stage, Tally


@dataclass(frozen=True, slots=True)
class Sums:
    """Public records of an agency, of a year, of a kind of party ("" where the register knows none). `amount`: in 元."""

    agency_id: int
    slug: str
    agency: str
    year: int
    party_kind: str
    many: int
    amount: Decimal


def public_sums(register: str) -> list[Sums]:
    """All sums of what the public sees of a register; one query, whose rows do not grow with the records."""
    rows = (
        Tally.objects.filter(register=register, state=State.PUBLIC)
        .values_list("agency_id", "agency__slug", "agency__name", "year", "party_kind")
        .annotate(many=Sum("n"), cents=Sum("amount"))
        .order_by("agency__name", "agency_id", "-year", "party_kind")
    )
    return [
        Sums(agency_id, slug, agency, year, kind, many, Decimal(cents or 0) / 100)
        for agency_id, slug, agency, year, kind, many, cents in rows
    ]


def public_totals_of(agency_id: int) -> dict[str, int]:
    """How many public records an agency has in each register, in the order of the registers; one query."""
    found = Tally.objects.filter(register__in=list(definitions()), agency=agency_id, state=State.PUBLIC)
    many = dict(found.values_list("register").annotate(many=Sum("n")))
    return {key: many[key] for key in definitions() if key in many}


def updated() -> dict[str, datetime]:
    """When something was applied last, by register; one query that looks at the newest delivery of each source."""
    newest = Delivery.objects.filter(source=OuterRef("pk"), stage=Stage.APPLIED).order_by("-pk")
    rows = Source.objects.annotate(at=Subquery(newest.values("ended_at")[:1])).values_list("register", "at")
    found: dict[str, datetime] = {}
    for register, at in rows:
        if at is not None:
            found[register] = max(at, found.get(register, at))
    return found
