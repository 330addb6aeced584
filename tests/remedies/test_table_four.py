"""Table four from the chains: at any date, over any agencies, every cell its list, every total its sum."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.law.ledger import Kind
from gongkai.law.remedies.results import Forum, Result, described
from gongkai.law.remedies.tally import BLOCKS, TOTAL
from gongkai.law.report.periods import Period
from gongkai.records.actions.refused import Refused
from gongkai.remedies import actions
from gongkai.remedies.models import Event
from gongkai.remedies.queries.tables import behind, table_four
from tests.applications.office import HEAD, Office, office
from tests.remedies.office import LATER, entered, noon, opened, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]
KINDS = (
    Kind.REPLIED,
    Kind.REVIEW_APPLIED,
    Kind.REVIEW_DECIDED,
    Kind.SUIT_FILED,
    Kind.JUDGED,
    Kind.APPEALED,
    Kind.REDO_ORDERED,
)


def figures(agencies: list[int], year: int, as_of: date) -> dict[str, int]:
    """The cells that are not zero, without the table."""
    return {cell[3:]: many for cell, many in table_four(agencies, Period(year), as_of).items() if many}


def test_a_case_is_pending_at_the_end_of_one_year_and_decided_in_the_next() -> None:
    at = office()
    one = opened(at)
    entered(at, one, Kind.REPLIED, date(2025, 10, 9), "unable_not_held")
    entered(at, one, Kind.REVIEW_APPLIED, date(2025, 11, 10))
    entered(at, one, Kind.REVIEW_DECIDED, date(2026, 1, 8), "upheld")
    entered(at, one, Kind.SUIT_FILED, date(2026, 1, 20))
    entered(at, one, Kind.JUDGED, date(2026, 5, 11), "claim_rejected")
    ours = [at.agency.pk]
    assert figures(ours, 2025, date(2025, 11, 9)) == {}
    assert figures(ours, 2025, date(2026, 3, 1)) == {"review.pending": 1, "review.total": 1}
    reviewed = {"review.upheld": 1, "review.total": 1}
    assert figures(ours, 2026, date(2026, 1, 19)) == reviewed
    suing = {"suit_after_review.pending": 1, "suit_after_review.total": 1}
    assert figures(ours, 2026, date(2026, 5, 26)) == reviewed | suing  # can still be appealed
    tried = {"suit_after_review.upheld": 1, "suit_after_review.total": 1}
    assert figures(ours, 2026, date(2026, 5, 27)) == reviewed | tried
    assert figures(ours, 2027, date(2027, 1, 1)) == {}
    assert figures(ours, 2025, date(2024, 12, 31)) == {}


@pytest.mark.parametrize(
    ("judged_on", "last"), [(date(2025, 7, 16), "2025-07"), (date(2025, 12, 16), "2025")]
)
def test_a_judgment_whose_period_of_appeal_ends_with_a_period_counts_in_the_next(
    judged_on: date, last: str
) -> None:
    """It is pending on the last evening, and final on the day after: counted once as decided, and in no period twice."""
    at = office()
    one = opened(at)
    entered(at, one, Kind.REPLIED, date(2024, 12, 2), "unable_not_held")
    entered(at, one, Kind.SUIT_FILED, date(2025, 3, 3))
    entered(at, one, Kind.JUDGED, judged_on, "claim_rejected")
    period = Period.parse(last)
    told = [
        {cell: many for cell, many in table_four([at.agency.pk], each, each.last).items() if many}
        for each in (period, period.after, period.after.after)
    ]
    block = "t4.direct_suit"
    assert told == [
        {f"{block}.pending": 1, f"{block}.total": 1},
        {f"{block}.upheld": 1, f"{block}.total": 1},
        {},
    ]
    (row,) = behind(f"{block}.upheld", [at.agency.pk], period.after, period.after.last)
    assert row.day == period.after.first


def test_only_these_agencies_count_and_each_figure_has_its_list() -> None:
    at, other = office(), office("b")
    one, two = opened(at, refused(at)), opened(other)
    entered(at, one, Kind.REVIEW_APPLIED, date(2026, 4, 10))
    entered(other, two, Kind.SUIT_FILED, date(2026, 4, 11))
    assert figures([at.agency.pk], 2026, date(2026, 4, 30)) == {"review.pending": 1, "review.total": 1}
    both = [at.agency.pk, other.agency.pk]
    (row,) = behind("t4.direct_suit.pending", both, Period(2026), date(2026, 4, 30))
    assert (row.chain_id, row.day, row.address) == (two, date(2026, 4, 11), f"/desk/remedies/{two}/")
    assert behind("t4.review.upheld", both, Period(2026), date(2026, 4, 30)) == []
    assert behind("t4.review.nothing", both, Period(2026), date(2026, 4, 30)) == []


def test_what_is_taken_back_counts_no_more() -> None:
    at = office()
    one = opened(at)
    event = entered(at, one, Kind.REVIEW_APPLIED, date(2026, 4, 10))
    actions.void(chain_id=one, event_id=event, reason="登记错了", by=at[HEAD], at=LATER)
    assert figures([at.agency.pk], 2026, date(2026, 12, 31)) == {}


def wander(at: Office, chance: Random, done: list[int]) -> None:
    """A chain to which things happen in some order; what contradicts itself is refused."""
    one, day = opened(at), date(2024, 3, 1)
    for _ in range(12):
        kind = chance.choice(KINDS)
        day += timedelta(days=chance.choice((0, 3, 20, 45, 90)))
        results = [each.value for each in Result if set(described()[each].forums) & set(Forum)]
        result = chance.choice(results) if kind in (Kind.REVIEW_DECIDED, Kind.JUDGED) else ""
        try:
            done.append(entered(at, one, kind, day, result, when=max(noon(day), noon(date(2026, 1, 1)))))
        except Refused:
            continue
        if chance.random() < 0.1:
            try:
                actions.void(
                    chain_id=one, event_id=chance.choice(done[-3:]), reason="误记", by=at[HEAD], at=LATER
                )
            except Refused:
                continue


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happened_totals_are_sums_and_cells_are_their_lists(seed: int) -> None:
    at, chance, done = office(), Random(seed), list[int]()
    for _ in range(5):
        wander(at, chance, done)
    assert Event.objects.filter(kind__in=KINDS).count() > 10
    ours, seen = [at.agency.pk], 0
    for year in (2024, 2025, 2026):
        for on in (date(year, 5, 20), date(year, 12, 31)):
            cells = table_four(ours, Period(year), on)
            for block in BLOCKS:
                parts = ("upheld", "corrected", "other", "pending")
                assert cells[f"t4.{block}.{TOTAL}"] == sum(cells[f"t4.{block}.{each}"] for each in parts)
            for cell, many in cells.items():
                assert many == len(behind(cell, ours, Period(year), on))
            seen += sum(cells.values())
    assert seen > 0


def test_the_number_of_queries_does_not_grow() -> None:
    at = office()

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            table_four([at.agency.pk], Period(2026), date(2026, 12, 31))
        return len(caught)

    entered(at, opened(at, refused(at)), Kind.REVIEW_APPLIED, date(2026, 4, 10))
    one = asked()
    for _ in range(3):
        entered(at, opened(at), Kind.SUIT_FILED, date(2026, 4, 10))
    assert asked() == one <= 4
