"""What places set about documents that govern: for themselves and those below, from a day on, never for days before."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.agencies.models import Agency
from gongkai.law.bodies import BodyKind
from gongkai.law.normative import Counted, Effect
from gongkai.normative.actions import Refused
from gongkai.normative.actions.placing import Placed, set_place_rule
from gongkai.normative.models import PlaceRule
from gongkai.normative.queries.counting import count
from gongkai.normative.queries.interpretation_rules import rules
from gongkai.normative.queries.places import places
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.normative.register import changed, entered, row
from tests.publication.office import NOON, OFFICER, SUPERVISOR, office
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
MARCH = date(2026, 3, 1)


@pytest.fixture
def at() -> Office:
    made = office()
    Agency.objects.filter(pk=made.agency.pk).update(kind=BodyKind.GOVERNMENT)
    return made


def placed(at: Office, since: date = MARCH, by: Any = OPERATOR, **more: Any) -> int:
    told = Placed(**{"since": since, "basis": "虚构的管理办法", **more})
    return set_place_rule(agency_id=at.agency.pk, placed=told, by=by, at=NOON)


def test_what_is_set_counts_below_and_from_its_day_on(at: Office) -> None:
    below = office("b")
    Agency.objects.filter(pk=below.agency.pk).update(parent=at.agency.pk)
    placed(at, periods={"document_filing_days": 30, "interpretation_working_days": 5}, listed_only=False)
    known = places()
    before, after = (known.settings(below.agency.pk, on) for on in (date(2026, 2, 28), MARCH))
    assert (before.listed_only, after.listed_only) == (True, False)
    assert before.duties.value("document_filing_days", date(2026, 2, 28)).value == 15
    assert before.duties.value("document_filing_days", MARCH).value == 30
    told = rules().of(below.agency.pk, "regulation").settings.duties
    assert told.value("interpretation_working_days", MARCH).value == 5
    other = office("c")
    assert known.settings(other.agency.pk, MARCH).listed_only


def test_the_nearest_place_counts(at: Office) -> None:
    below = office("b")
    Agency.objects.filter(pk=below.agency.pk).update(parent=at.agency.pk, kind=BodyKind.GOVERNMENT)
    placed(at, expiry_is_repeal=True)
    placed(below)
    assert places().settings(at.agency.pk, MARCH).expiry_is_repeal
    assert not places().settings(below.agency.pk, MARCH).expiry_is_repeal


def test_expiry_counts_as_repeal_where_the_place_says_so(at: Office) -> None:
    entered(at, "云虚规〔2023〕1号", date(2023, 1, 9), valid_until=date(2026, 1, 31))
    year = (date(2025, 12, 31), date(2026, 12, 31))
    assert count(None, *year).table_two.repealed == 0
    placed(at, expiry_is_repeal=True)
    found = count(None, *year)
    assert (found.table_two.repealed, found.rows[0].table_two.repealed, found.total.expired) == (1, 1, 1)
    assert found.proven


def test_a_document_counts_from_the_day_that_the_place_says(at: Office) -> None:
    old = entered(
        at, "云虚规〔2025〕1号", date(2025, 12, 20), effective_on=date(2026, 2, 1), valid_until=None
    )
    year = (date(2024, 12, 31), date(2025, 12, 31))
    assert count(None, *year).total.made == 1
    placed(at, since=date(2025, 1, 1), counted_from=Counted.EFFECTIVE)
    assert count(None, *year).total.made == 0
    later = count(None, date(2025, 12, 31), date(2026, 12, 31))
    assert (later.total.made, later.proven) == (1, True)
    new = entered(at, "云虚规〔2026〕2号", date(2026, 2, 10))
    changed(Effect.REPLACED, old, new, date(2026, 2, 10))
    assert count(None, date(2025, 12, 31), date(2026, 12, 31)).proven


def test_days_of_tasks_follow_at_once(at: Office) -> None:
    document_id = entered(at, "云虚规〔2026〕1号", date(2026, 3, 2))
    assert row(document_id).due_on == date(2026, 3, 17)
    placed(at, periods={"document_filing_days": 30})
    assert row(document_id).due_on == date(2026, 4, 1)
    placed(at, since=date(2026, 3, 3), periods={"document_filing_days": 5})
    assert row(document_id).due_on == date(2026, 4, 1)


def test_it_is_logged_and_only_added(at: Office) -> None:
    placed(at)
    placed(at, basis="另一份办法")
    assert PlaceRule.objects.count() == 2
    entry = LogEntry.objects.filter(action="normative.set_place_rule").latest("pk")
    assert entry.details["since"] == "2026-03-01"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"basis": " "}, "依据"),
        ({"since": date(2007, 1, 1)}, "不能早于"),
        ({"periods": {"comment_rule_days": 5}}, "已有统一规定"),
        ({"periods": {"document_filing_days": 0}}, "应当在1到365日之间"),
        ({"periods": {"legality_review_document_working_days": 4}}, "最短时间长于最长时间"),
        ({"trial_longest_months": 999}, "1到240个月"),
        ({"trial_shortest_months": 30, "trial_longest_months": 20}, "最短有效期长于"),
    ],
    ids=str,
)
def test_what_means_nothing_is_refused(at: Office, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(Refused, match=says):
        placed(at, **wrong)
    assert not PlaceRule.objects.exists()


def test_the_same_again_is_refused(at: Office) -> None:
    placed(at)
    with pytest.raises(Refused, match="没有变化"):
        placed(at, since=date(2026, 5, 1))


def test_only_governments_and_their_supervisors(at: Office) -> None:
    with pytest.raises(PermissionDenied):
        placed(at, by=at[OFFICER])
    assert placed(at, by=at[SUPERVISOR])
    Agency.objects.filter(pk=at.agency.pk).update(kind=BodyKind.DEPARTMENT)
    with pytest.raises(Refused, match="选择一级政府"):
        placed(at, since=date(2026, 6, 1))
