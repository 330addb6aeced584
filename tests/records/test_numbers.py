"""Numbers: in order, without a gap, in the form that the office wants, anew with each civil year."""

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from gongkai.records.actions.numbers import next_number, numbered
from gongkai.records.queries.numbers import PLACEHOLDERS, PatternRefused, last_number, pattern, preview
from tests.records.entries import NOON

LETTER = "{code}公开告〔{year}〕{n}号"


@pytest.mark.django_db
def test_each_key_counts_from_one() -> None:
    assert [next_number("a"), next_number("a"), next_number("b")] == [1, 2, 1]
    assert (last_number("a"), last_number("c")) == (2, 0)


@pytest.mark.django_db
def test_rolled_back_number_is_given_again() -> None:
    next_number("a")
    with transaction.atomic():
        assert next_number("a") == 2
        transaction.set_rollback(True)
    assert next_number("a") == 2


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_no_number_is_taken() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        next_number("a")
    assert last_number("a") == 0


@pytest.mark.django_db
def test_number_is_written_by_its_pattern() -> None:
    made = [numbered(LETTER, "agency:7/letter", at=NOON, code="云").text for _ in range(2)]
    assert made == ["云公开告〔2026〕1号", "云公开告〔2026〕2号"]
    assert numbered("{year}{n:06}", "agency:7/application", at=NOON).text == "2026000001"


@pytest.mark.django_db
def test_numbers_begin_anew_with_the_civil_year_in_china() -> None:
    eve = datetime(2026, 12, 31, 15, 59, 59, 999_999, tzinfo=UTC)
    midnight = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)
    made = [numbered("{year}-{n}", "a", at=at).text for at in (eve, eve, midnight, eve)]
    assert made == ["2026-1", "2026-2", "2027-1", "2026-3"]


@pytest.mark.django_db
def test_numbers_without_a_year_go_on() -> None:
    later = NOON.replace(year=2027)
    assert [numbered("第{n}号", "a", at=at).text for at in (NOON, later)] == ["第1号", "第2号"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{year}", "顺序号"),
        ("{n}{n}", "顺序号"),
        ("{n", "不配对"),
        ("n}", "不配对"),
        ("{m}{n}", "不能用；可以用的有：{code}（机关代字）"),
        ("{}{n}", "不能用"),
        ("{n.real}", "不能用"),
        ("{n[0]}", "不能用"),
        ("{n!r}", "写法不对"),
        ("{n:x}", "写法不对"),
        ("{n:999999999}", "写法不对"),
        ("{n:{year}}", "写法不对"),
        ("{year:08}{n}", "写法不对"),
        ("第{n}号\n", "控制字符"),
        (" {n}", "空格"),
        ("长" * 80 + "{n}", "80"),
    ],
)
def test_pattern_that_gives_no_proper_numbers(text: str, complaint: str) -> None:
    with pytest.raises(PatternRefused) as refusal:
        pattern(text)
    assert complaint in str(refusal.value)


@given(st.lists(st.sampled_from([*"{}:!.0n云〔〕 ", *PLACEHOLDERS, "{n}"]), max_size=12).map("".join))
def test_any_text_is_a_pattern_or_refused(text: str) -> None:
    try:
        made = pattern(text)
    except PatternRefused:
        return
    parts = {"code": "云", "kind": "告"}
    assert made.write(12, 2026, parts) != made.write(13, 2026, parts)


@pytest.mark.django_db
def test_missing_part_takes_no_number() -> None:
    with pytest.raises(PatternRefused, match="需要\\{code\\}（机关代字）"):
        numbered(LETTER, "a", at=NOON, code="")
    assert last_number("a/2026") == 0


def test_preview_shows_what_is_not_known_yet() -> None:
    assert preview(LETTER, on=date(2026, 1, 1)) == "〔机关代字〕公开告〔2026〕1号"
    assert preview(LETTER, on=date(2026, 1, 1), code="云") == "云公开告〔2026〕1号"
