"""What the cases do not ask: words for people, shares, figures that others counted, steps of the clock's own."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

import pytest

from gongkai.law import normative as law
from gongkai.law.calendar.workdays import OutOfCalendar, official
from gongkai.law.normative.shares import possible
from gongkai.law.params import NotInForce, params

WORDED: tuple[type[StrEnum], ...] = (
    law.DocumentKind,
    law.EarlyEffect,
    law.Effect,
    law.Excluded,
    law.Form,
    law.Mark,
    law.Step,
    law.Conclusion,
)


@pytest.mark.parametrize("kind", WORDED)
def test_each_value_has_a_word_of_its_own(kind: type[StrEnum]) -> None:
    words = [each.label for each in kind]  # type: ignore[attr-defined]
    assert len(set(words)) == len(words)
    assert all(words)


def test_a_share_is_nothing_without_its_denominator() -> None:
    assert str(law.Share(6, 7)) == "86%（6/7）"
    assert law.Share(6, 7).percent(1) == Decimal("85.7")
    assert law.Share(1, 200).percent() == Decimal(1)  # halves up
    assert law.Share(0, 0).percent() is None
    for numerator, denominator in ((2, 1), (-1, 1)):
        with pytest.raises(ValueError, match=f"{denominator}件中不能有{numerator}件"):
            law.Share(numerator, denominator)


@pytest.mark.parametrize("places", [0, 1])
@pytest.mark.parametrize("denominator", [1, 7, 99, 1000, 4999])
def test_possible_numerators_are_all_and_only_those_that_print_so(denominator: int, places: int) -> None:
    for percent in (Decimal(0), Decimal(1), Decimal("33.3"), Decimal(86), Decimal("99.9"), Decimal(100)):
        wanted = round(percent, places)
        printed = max(0, -int(wanted.normalize().as_tuple().exponent))
        tried = (n for n in range(denominator + 1) if law.Share(n, denominator).percent(printed) == wanted)
        assert possible(wanted, denominator) == tuple(tried)


def test_counts_that_somebody_else_made_are_judged() -> None:
    wrong = {"甲局": law.Count(opening=1, made=2, closing=4)}
    (finding,) = law.prove(wrong)
    assert (finding.rule, finding.where) == ("N301", "甲局")
    assert "期初1件，新增2件" in finding.message
    one_sided = {"甲局": law.Count(opening=1, moved_out=1), "乙局": law.Count()}
    (finding,) = law.prove(one_sided)
    assert (finding.rule, finding.where) == ("N302", "total")


def test_the_earlier_of_two_days_counts_for_a_number_that_was_given_twice() -> None:
    given = [
        law.Numbered("甲", "云政发〔2026〕1号", date(2026, 1, 5)),
        law.Numbered("乙", "云政发〔2026〕1号", date(2026, 9, 5)),
        law.Numbered("丙", "云政发〔2026〕2号", date(2026, 2, 5)),
    ]
    assert [finding.rule for finding in law.check_serials(given)] == ["N402"]


def test_the_settings_of_a_place_take_the_place_of_the_numbers() -> None:
    on = date(2026, 3, 2)
    assert (law.DEFAULT.fault(on), law.DEFAULT.trial(on)) == (10, (12, 36))
    chosen = replace(law.DEFAULT, fault_working_days=0, trial_shortest_months=0)
    assert (chosen.fault(on), chosen.trial(on)) == (0, (0, 36))
    with pytest.raises(NotInForce):
        law.DEFAULT.fault(date(2007, 1, 1))


def test_the_numbers_of_its_own_are_none_that_was_read_in_a_law() -> None:
    """So that an installation may set each, and none blocks anybody."""
    own = (
        "interpretation_fault_working_days",
        "document_trial_shortest_months",
        "document_trial_longest_months",
    )
    assert all(value.evidence in ("V*", "?") for name in own for value in params()[name].values)


def test_days_beyond_the_calendar_are_refused() -> None:
    told = law.Interpretation(document="甲", agency="甲局", published_on=date(9999, 1, 1))
    with pytest.raises(OutOfCalendar):
        law.due(told, official())


def test_a_period_to_the_end_of_time_never_ends() -> None:
    kind = law.DocumentKind.NORMATIVE
    document = law.Document(
        id="甲",
        kind=kind,
        issued_on=date(2024, 1, 1),
        published_on=date(2024, 1, 1),
        agency="甲局",
        valid_until=date.max,
    )
    assert law.register([document], []).in_force(date.max) == ("甲",)


def test_thousands_of_documents_of_one_chain_are_worked_out_without_recursion() -> None:
    first = date(2000, 1, 1)
    documents = [
        law.Document(
            id=f"{at:05}",
            kind=law.DocumentKind.NORMATIVE,
            issued_on=date.fromordinal(first.toordinal() + at),
            published_on=date.fromordinal(first.toordinal() + at),
            agency="甲局",
        )
        for at in range(3000)
    ]
    changes = [
        law.Change(kind=law.Effect.REPLACED, of=old.id, by=new.id, on=new.issued_on)
        for old, new in pairwise(documents)
    ]
    told = law.register(documents, changes)
    assert told.findings == ()
    last = documents[-1].issued_on
    assert told.in_force(last) == ("02999",)
    counted, _ = law.lives(told)
    assert law.counts(counted, first, last) == {
        "甲局": law.Count(opening=1, made=2999, repealed=2999, closing=1)
    }


def test_what_was_amended_before_it_began_stands_so_since_it_began() -> None:
    document = law.Document(
        id="甲",
        kind=law.DocumentKind.NORMATIVE,
        issued_on=date(2024, 1, 1),
        published_on=date(2024, 1, 1),
        effective_on=date(2024, 6, 1),
        agency="甲局",
    )
    other = replace(document, id="乙", effective_on=None)
    change = law.Change(
        kind=law.Effect.AMENDED,
        of="甲",
        by="乙",
        on=date(2024, 2, 1),
        articles=(law.ArticleChange("一", "新。"),),
    )
    standing = law.register([document, other], [change]).standing("甲", date(2024, 7, 1))
    assert standing is not None
    assert (standing.since, standing.by, standing.until) == (date(2024, 6, 1), "乙", None)


@pytest.mark.parametrize(
    ("written", "number", "called"),
    [
        ("第三条", "三", "第三条"),
        ("三之一", "三之一", "第三条之一"),
        ("第十条之二", "十之二", "第十条之二"),
        ("一、", "一、", "一、"),
        (" 一、 (二)", "一、（二）", "一、（二）"),
        ("一（二）", "一、（二）", "一、（二）"),
        ("（三）", "（三）", "（三）"),
        ("", "", "第条"),
        ("一、二", "一、二", "第一、二条"),
    ],
)
def test_numbers_of_articles_and_parts(written: str, number: str, called: str) -> None:
    assert law.number_of(written) == number
    assert law.called(number) == called
