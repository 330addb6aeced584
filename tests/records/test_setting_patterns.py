"""Setting patterns: by whom, for which years, what is refused before anybody gets a number twice, what is logged."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.law.roles import Role
from gongkai.records.access import NUMBER_KEEPERS, OPERATOR, Actor, Duty
from gongkai.records.actions.numbers import take_number, take_numbers
from gongkai.records.models import LogEntry, NumberPattern
from gongkai.records.queries.numbers import PatternRefused, standings
from gongkai.signoff.access import CHAIN_SETTERS
from tests.records.entries import CLERK, NOON
from tests.records.numbered import INDEX, KEEPER, LETTER, ORG, declared, setting

pytestmark = pytest.mark.django_db
YEARLY = "{code}〔{year}〕{n}号"


@pytest.fixture(autouse=True, scope="module")
def _kinds() -> Iterator[None]:
    with declared():
        yield


def take(kind: str = "letter", /, count: int = 1, **more: Any) -> str:
    """Take numbers; the words of the last."""
    given: dict[str, Any] = {"agency_id": 7, "at": NOON} | more
    return take_numbers(kind, count=count, **given)[-1].text


def test_whoever_sets_chains_sets_patterns() -> None:
    assert NUMBER_KEEPERS == CHAIN_SETTERS


def test_series_goes_on_under_the_new_pattern() -> None:
    setting("letter", YEARLY, code="云")
    take(count=5)
    setting("letter", YEARLY, code="云新")
    assert take() == "云新〔2026〕6号"
    assert NumberPattern.objects.count() == 1


def test_it_is_logged_with_what_was_before() -> None:
    setting("letter", YEARLY, code="云")
    setting("letter", "{code}公开〔{year}〕{n}号", code="云新")
    entry = LogEntry.objects.order_by("-seq").first()
    assert entry
    said = (entry.action, entry.subject, entry.agency_id, entry.role, entry.version)
    assert said == ("records.numbers.set_pattern", "numbers:7:letter", 7, "system_administrator", "2026")
    assert entry.details == {
        "before": YEARLY,
        "parts_before": {"code": "云"},
        "text": "{code}公开〔{year}〕{n}号",
        "parts": {"code": "云新"},
        "after": 0,
    }


def test_next_year_is_set_apart() -> None:
    setting("letter", YEARLY, code="云")
    setting("letter", "{code}第{n}号", code="云", from_year=2027)
    assert [take(), take(at=NOON.replace(year=2027))] == ["云〔2026〕1号", "云第1号"]
    shown = standings([7], 2026)[7, "letter"]
    assert (shown.now.pattern.text, shown.next and shown.next.pattern.text) == (YEARLY, "{code}第{n}号")
    later = standings([7], 2027)[7, "letter"]
    assert (later.now.since, later.next, later.last, later.text) == (2027, None, 1, "云第1号")


@pytest.mark.parametrize(
    "by",
    [
        CLERK,
        replace(KEEPER, duties=(Duty(Role.SYSTEM_ADMINISTRATOR, 8, frozenset({8})),)),
        replace(KEEPER, duties=(Duty(Role.SECURITY_ADMINISTRATOR, 7, frozenset({7})),)),
        Actor("nobody", "无角色（虚构示例）"),
    ],
)
def test_others_set_nothing(by: Actor) -> None:
    with pytest.raises(PermissionDenied):
        setting("letter", YEARLY, code="云", by=by)
    assert not NumberPattern.objects.exists()


@pytest.mark.parametrize(
    "by", [OPERATOR, replace(KEEPER, duties=(Duty(Role.SUPERVISOR, 1, frozenset({7})),))]
)
def test_operator_and_supervisor_set(by: Actor) -> None:
    setting("letter", YEARLY, code="云", by=by)
    assert take() == "云〔2026〕1号"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"kind": "dream"}, "没有这一类编号"),
        ({"text": "{n"}, "不配对"),
        ({"text": "{org}-{n}", "parts": {"org": ORG}}, "不能用{org}（机关代码）"),
        ({"parts": {}}, "请填写机关代字"),
        ({"parts": {"code": "云\n"}}, "控制字符"),
        ({"from_year": 2025}, "今年（2026）或者明年"),
        ({"from_year": 2028}, "今年（2026）或者明年"),
        ({"text": "{code}{kind}{code}{n}", "parts": {"code": "长" * 40, "kind": "长" * 40}}, "超过 100 个字"),
        ({"after": -1}, "1 到 9999999"),
        ({"after": 10_000_000}, "1 到 9999999"),
        ({"after": 5, "from_year": 2027}, "只用于今年"),
    ],
)
def test_refused(given: dict[str, Any], why: str) -> None:
    with pytest.raises(PatternRefused) as refusal, transaction.atomic():
        setting(**{"kind": "letter", "text": YEARLY, "parts": {"code": "云"}} | given)
    assert why in str(refusal.value)
    assert not NumberPattern.objects.exists()


def test_part_that_comes_with_the_numbers_need_not_be_set() -> None:
    setting("index_no", "{org}-{year}-{n}")
    assert take("index_no", org=ORG) == "000014349-2026-1"


def test_parts_that_the_pattern_does_not_use_are_left_out() -> None:
    setting("letter", "第{n}号", code="云")
    assert NumberPattern.objects.get().parts == {}


@pytest.mark.parametrize(("first", "second"), [(YEARLY, "{code}第{n}号"), ("{code}第{n}号", YEARLY)])
def test_by_year_and_over_the_years_change_with_the_year(first: str, second: str) -> None:
    setting("letter", first, code="云")
    setting("letter", second, code="云")
    setting("letter", first, code="云")
    take()
    with pytest.raises(PatternRefused, match="请从下一年起"):
        setting("letter", second, code="云")
    setting("letter", second, code="云", from_year=2027)
    setting("letter", first, code="云新", at=NOON.replace(year=2027), from_year=2027)


def test_pattern_by_which_a_number_would_come_again() -> None:
    """A16 was the sixth under A1; under A it would be the sixteenth. Once A is past it, or in another year, it is not."""
    by_code = "{code}{n}-{year}"
    setting("letter", by_code, code="A1")
    assert take(count=6) == "A16-2026"
    with pytest.raises(PatternRefused, match="已经给出的“A11-2026”"):
        setting("letter", by_code, code="A")
    setting("letter", by_code, code="A", from_year=2027)
    setting("letter", by_code, code="B")
    assert take(count=10) == "B16-2026"
    setting("letter", by_code, code="A")
    assert take() == "A17-2026"


def test_code_of_another_agency_that_has_given_numbers() -> None:
    take("index_no", agency_id=8, org=ORG)
    with pytest.raises(PatternRefused, match="已经给出的“000014349/2026-00001”"):
        setting("index_no", INDEX.default, org=ORG)


def test_series_goes_on_after_an_older_system() -> None:
    setting("letter", YEARLY, code="云", after=41)
    assert take() == "云〔2026〕42号"
    assert take(at=NOON.replace(year=2027)) == "云〔2027〕1号"
    with pytest.raises(PatternRefused, match="已经开始编号"), transaction.atomic():
        setting("letter", YEARLY, code="云", after=50)
    assert take() == "云〔2026〕43号"


def test_series_goes_on_after_the_agency_whose_work_was_taken_over() -> None:
    take("index_no", count=3, org=ORG)
    setting("index_no", INDEX.default, agency_id=8, org=ORG, after=3)
    assert take("index_no", agency_id=8) == "000014349/2026-00004"


def test_where_agencies_stand_takes_two_queries(django_assert_num_queries: Any) -> None:
    setting("letter", YEARLY, code="云")
    take(count=2)
    setting("letter", YEARLY, code="外", agency_id=8, after=4)
    with django_assert_num_queries(2):
        found = standings([7, 8, 9], 2026)
    shown = {key: (each.last, each.text) for key, each in found.items() if each.last}
    assert shown == {(7, "letter"): (2, "云〔2026〕2号"), (8, "letter"): (4, "")}
    on = NOON.date()
    assert found[7, "letter"].upcoming(on) == "云〔2026〕3号"
    assert found[9, "letter"].upcoming(on) == "〔机关代字〕公开告〔2026〕1号"
    assert found[9, "index_no"].upcoming(on, org=ORG) == "000014349/2026-00001"


def test_kinds_of_the_program_are_what_they_are() -> None:
    """A number that the default pattern writes is one that the agency may set by hand."""
    setting("letter", LETTER.default, code="云")
    assert take_number("letter", agency_id=7, at=NOON).text == "云公开告〔2026〕1号"
