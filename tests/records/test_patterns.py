"""The grammar of patterns: what is taken, what is refused, what is told apart."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from gongkai.records.models.number_kinds import NumberKind, Once, declare
from gongkai.records.models.patterns import NUMBER_LENGTH, PLACEHOLDERS, unfit
from gongkai.records.queries.numbers import Pattern, PatternRefused, pattern, preview

LETTER = "{code}公开告〔{year}〕{n}号"
DAY = date(2026, 3, 2)
PARTS = {"code": "云", "kind": "告", "org": "000014349"}

texts = st.lists(
    st.sampled_from(
        [*"{}:!.0n云〔〕-1 ", *PLACEHOLDERS, *(f"{{{name}}}" for name in PLACEHOLDERS), "{n:05}"]
    ),
    max_size=12,
).map("".join)
proper = st.lists(
    st.sampled_from(
        ["{code}", "{kind}", "{org}", "{year}", "{month:02}", "云", "-", "/", "〔", "〕", "第", "A"]
    ),
    max_size=6,
).flatmap(
    lambda around: st.tuples(st.integers(0, len(around)), st.sampled_from(["{n}", "{n:03}", "{n:06}"])).map(
        lambda at: "".join([*around[: at[0]], at[1], *around[at[0] :]])
    )
)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31))
places = st.integers(1, 10_000_000)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{year}", "顺序号"),
        ("{n}{n}", "顺序号"),
        ("{n", "不配对"),
        ("n}", "不配对"),
        ("{{{n}", "只能用来写占位"),
        ("{{}}{n}", "只能用来写占位"),
        ("{m}{n}", "不能用；可以用的有：{code}（机关代字）"),
        ("{}{n}", "不能用"),
        ("{n.real}", "不能用"),
        ("{n[0]}", "不能用"),
        ("{n!r}", "写法不对"),
        ("{n:x}", "写法不对"),
        ("{n:999999999}", "写法不对"),
        ("{n:{year}}", "写法不对"),
        ("{year:08}{n}", "写法不对"),
        ("{year}{month}-{n}", "月份写作 {month:02}"),
        ("{year}{month:2}-{n}", "月份写作 {month:02}"),
        ("{org:018}-{n}", "写法不对"),
        ("{month:02}-{n}", "应当也有年份"),
        ("{year}-1{n}", "紧挨着固定的数字"),
        ("{year}-1{n:05}", "紧挨着固定的数字"),
        ("{year}-{n}0", "紧挨着固定的数字"),
        ("{year}-{n:05}٣", "紧挨着固定的数字"),
        ("第{n}号\n", "控制字符"),
        (" {n}", "空格"),
        ("长" * 80 + "{n}", "80"),
        ("", "顺序号"),
    ],
)
def test_pattern_that_gives_no_proper_numbers(text: str, complaint: str) -> None:
    with pytest.raises(PatternRefused) as refusal:
        pattern(text)
    assert complaint in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "n", "written"),
    [
        ("{org}/{year}-{n:05}", 110, "000014349/2026-00110"),
        ("{year}{month:02}-{n:05}", 12, "202603-00012"),
        ("{year}{n:06}", 1_234_567, "20261234567"),
        (LETTER, 12, "云公开告〔2026〕12号"),
        ("第{n}号", 12, "第12号"),
    ],
)
def test_number_in_words(text: str, n: int, written: str) -> None:
    assert pattern(text).write(n, DAY, PARTS) == written


@given(texts)
def test_any_text_is_a_pattern_or_refused(text: str) -> None:
    try:
        made = pattern(text)
    except PatternRefused:
        return
    assert made.write(12, DAY, PARTS) != made.write(13, DAY, PARTS)
    assert made.shape(PARTS).fullmatch(made.write(12, DAY, PARTS))


def made_of(text: str) -> Pattern:
    """The pattern of a text that may lack the year that its month asks for."""
    assume("{month" not in text or "{year}" in text)
    return pattern(text)


@given(proper, st.tuples(days, places), st.tuples(days, places))
def test_no_two_places_of_a_series_read_alike(
    text: str, one: tuple[date, int], other: tuple[date, int]
) -> None:
    """Of a pattern with a year the numbers of all years, of one without those of its only series."""
    made = made_of(text)
    assume(one[1] != other[1] or (made.yearly and one[0].year != other[0].year))
    assert made.write(one[1], one[0], PARTS) != made.write(other[1], other[0], PARTS)


@given(proper, days, places, st.booleans())
def test_a_number_is_read_as_it_was_written(text: str, on: date, n: int, known: bool) -> None:
    made = made_of(text)
    written = made.write(n, on, PARTS)
    assert written.startswith(made.opening(PARTS if known else {}))
    found = made.shape(PARTS if known else {}).fullmatch(written)
    assert found
    if known:
        assert int(found["n"]) == n
        assert not made.yearly or int(found["year"]) == on.year


def test_missing_parts_are_named() -> None:
    with pytest.raises(PatternRefused, match="需要\\{code\\}（机关代字）、\\{org\\}（机关代码）。"):
        pattern("{org}{code}{n}").write(1, DAY, {"code": ""})


def test_number_that_is_too_long() -> None:
    with pytest.raises(PatternRefused, match=f"超过 {NUMBER_LENGTH} 个字"):
        pattern("{code}{kind}{code}{n}").write(1, DAY, {"code": "长" * 40, "kind": "长" * 40})


def test_preview_shows_what_is_not_known_yet() -> None:
    assert preview(LETTER, on=date(2026, 1, 1)) == "〔机关代字〕公开告〔2026〕1号"
    assert preview(LETTER, on=date(2026, 1, 1), code="云") == "云公开告〔2026〕1号"


@pytest.mark.parametrize(
    ("name", "value", "fits"),
    [
        ("org", "000014349", True),
        ("org", "11441700007280420Y", True),
        ("org", "11441700007280421Y", False),
        ("org", "00001434", False),
        ("org", "云", False),
        ("code", "云政办", True),
        ("code", "云\n", False),
        ("code", " 云", False),
        ("kind", "长" * 41, False),
    ],
)
def test_parts_that_fit(name: str, value: str, fits: bool) -> None:
    assert (unfit(name, value) == "") is fits


@pytest.mark.parametrize(
    "kind",
    [
        NumberKind("", "空", "{n}"),
        NumberKind("a/b", "斜线", "{n}"),
        NumberKind("编号", "中文", "{n}"),
        NumberKind("a" * 41, "长", "{n}"),
        NumberKind("a", "格式不对", "{n"),
        NumberKind("a", "用了没有的占位", "{org}{n}"),
        NumberKind("a", "没有这种占位", "{n}", parts=frozenset({"year"})),
        NumberKind("a", "不提供的占位", "{n}", parts=frozenset(), known=frozenset({"org"})),
    ],
)
def test_kind_that_contradicts_itself(kind: NumberKind) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        declare(kind)


def test_kinds_are_declared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.records.models.number_kinds._declared", {})
    kind = NumberKind("a", "一", "{n}", once=Once.PLATFORM)
    assert declare(kind) is declare(kind)
    with pytest.raises(ValueError, match="twice"):
        declare(NumberKind("a", "二", "{n}"))
