"""Writes: what a place has set about documents that govern, for itself and all bodies below it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.law.bodies import BodyKind
from gongkai.law.normative import Counted
from gongkai.normative import access
from gongkai.normative.actions.holding import keep, take_turn
from gongkai.normative.models import Document, PlaceRule
from gongkai.normative.queries.facts import every
from gongkai.normative.queries.places import periods
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.numbers import civil_day

BASIS = 300
MOST = {"日": 365, "工作日": 250, "个月": 240}
"""The longest period of each unit that can be meant."""
FIRST = date(2008, 5, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What a place sets; a period that is not named is as the law or practice has it."""

    since: date
    basis: str
    counted_from: Counted = Counted.ISSUED
    expiry_is_repeal: bool = False
    listed_only: bool = True
    periods: Mapping[str, int] = field(default_factory=dict)
    trial_shortest_months: int | None = None
    trial_longest_months: int | None = None


@transaction.atomic
def set_place_rule(*, agency_id: int, placed: Placed, by: Actor, at: datetime) -> int:
    """Say what counts for a government and all below it from a day on; the number of the row. Days before stay as they were.

    Refused for bodies that are no government, for numbers that mean nothing, and where nothing changes. Whose day moved is
    worked out at once. By a supervisor of the government.
    """
    duty = access.require_placing(by, agency_id)
    basis = refuse_without(placed.basis, BASIS, "依据")
    agency = Agency.objects.get(pk=agency_id)
    if agency.kind != BodyKind.GOVERNMENT:
        raise Refused("本地规定由人民政府统一设置，所辖机关一并适用。请选择一级政府。")
    _refuse_odd(placed)
    take_turn()
    row = PlaceRule(
        agency=agency,
        since=placed.since,
        counted_from=placed.counted_from,
        expiry_is_repeal=placed.expiry_is_repeal,
        listed_only=placed.listed_only,
        periods=dict(sorted(placed.periods.items())),
        trial_shortest_months=placed.trial_shortest_months,
        trial_longest_months=placed.trial_longest_months,
        basis=basis,
        at=at,
        by=by.username,
    )
    before = (
        PlaceRule.objects.filter(agency=agency, since__lte=placed.since).order_by("-since", "-pk").first()
    )
    if before is not None and _same(before, row):
        raise Refused("与现在的规定相同，没有变化，不用再设置一次。")
    row.save(force_insert=True)
    keep(Document.objects.filter(gone=False).defer("articles"), every(), civil_day(at))
    log(
        "normative.set_place_rule",
        f"agency:{agency_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        details={
            "rule": row.pk,
            "since": placed.since.isoformat(),
            "counted_from": placed.counted_from.value,
            "expiry_is_repeal": placed.expiry_is_repeal,
            "listed_only": placed.listed_only,
            "periods": row.periods,
            "basis": basis,
        },
    )
    return row.pk


_SET = (
    *("counted_from", "expiry_is_repeal", "listed_only", "periods"),
    *("trial_shortest_months", "trial_longest_months", "basis"),
)


def _same(one: PlaceRule, other: PlaceRule) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in _SET)


def _refuse_odd(placed: Placed) -> None:
    known = periods()
    if placed.since < FIRST:
        raise Refused("自哪一天起适用，不能早于2008年5月1日。")
    for name, number in placed.periods.items():
        if name not in known:
            raise Refused("有一项期限已有统一规定，不能另行设置。")
        most = MOST[known[name].unit]
        if not 0 < number <= most:
            raise Refused(f"“{known[name].title}”应当在1到{most}{known[name].unit}之间。")
    pair = ("legality_review_document_shortest_working_days", "legality_review_document_working_days")
    shortest, longest = (placed.periods.get(name, known[name].values[-1].value) for name in pair)
    if shortest > longest:
        raise Refused("合法性审核的最短时间长于最长时间，请核对。")
    trial = (placed.trial_shortest_months, placed.trial_longest_months)
    if any(each is not None and not 0 < each <= MOST["个月"] for each in trial):
        raise Refused(f"暂行、试行的有效期应当在1到{MOST['个月']}个月之间。")
    if trial[0] is not None and trial[1] is not None and trial[0] > trial[1]:
        raise Refused("暂行、试行的最短有效期长于最长有效期，请核对。")
