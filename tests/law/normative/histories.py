"""Made-up histories of documents and bodies: sound ones, and ones in which much is wrong."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from gongkai.law.normative import Article, ArticleChange, Change, Document, DocumentKind, Effect, Move

FIRST = date(2024, 1, 1)
LENGTH = 14
"""The days of a history: few, so that much falls on one day."""
NAMES = ("甲", "乙", "丙", "丁", "戊")
AGENCIES = ("一局", "二局", "三局")
NUMBERS = ("一", "二", "三", "四")
History = tuple[list[Document], list[Change], list[Move]]


def day(at: int) -> date:
    return FIRST + timedelta(days=at)


days = st.integers(0, LENGTH - 1).map(day)
numbers = st.sampled_from(NUMBERS)
article_changes = st.builds(
    ArticleChange,
    number=numbers,
    text=st.sampled_from(["新一。", "新二。", None, None]),
    after=st.sampled_from([None, None, None, "", "一", "二"]),
)


@st.composite
def documents(draw: st.DrawFn, name: str) -> Document:
    issued_on = draw(
        st.sampled_from([0, 0, 2, 2, 5]).map(day)
    )  # many on one day: only those can go in circles
    published = draw(st.sampled_from([0, 0, 0, 0, 0, 0, 1, 3, -2, None]))
    effective = draw(st.sampled_from([None, None, None, None, 0, 2, 5, -1]))
    period = draw(st.sampled_from([None, None, None, None, 4, 7, 10, 10, -3]))
    taken_apart = draw(st.lists(numbers, max_size=3))
    return Document(
        id=name,
        kind=draw(st.sampled_from(list(DocumentKind))),
        issued_on=issued_on,
        agency=draw(st.sampled_from(AGENCIES)),
        published_on=None if published is None else issued_on + timedelta(days=published),
        effective_on=None if effective is None else issued_on + timedelta(days=effective),
        valid_until=None if period is None else issued_on + timedelta(days=period),
        articles=tuple(Article(number, f"原{at}。") for at, number in enumerate(taken_apart)),
    )


@st.composite
def changes(draw: st.DrawFn, told: tuple[Document, ...]) -> Change:
    """Mostly a later document does something to an earlier one; now and then it is anything to anything."""
    kind = draw(st.sampled_from(list(Effect)))
    slip = draw(st.sampled_from([*[9] * 15, 0, 1, 2, 3, 4, 5]))
    articles = (
        draw(st.lists(article_changes, min_size=1, max_size=2)) if kind.by_article != (slip == 1) else []
    )
    until = draw(days) if (kind is Effect.EXTENDED) != (slip == 2) else None
    of, by = draw(st.sampled_from(told)), draw(st.sampled_from(told))
    if slip > 3:
        of, by = sorted((of, by), key=lambda each: each.issued_on)
    if slip > 4 and of == by:
        of, by = told[0], told[-1]
    if slip > 2 and of.articles:  # what is changed is there, what is added has a number that is free
        there = draw(st.sampled_from(of.articles)).number
        articles = [
            replace(each, number=there if each.after is None else f"{there}之{at}")
            for at, each in enumerate(articles)
        ]
    return Change(
        kind=kind,
        of=of.id,
        by="无名" if slip == 3 else by.id,
        on=max(draw(days), by.starts_on or by.issued_on) if slip > 5 else draw(days),
        articles=tuple(articles),
        until=until,
    )


@st.composite
def moves(draw: st.DrawFn, names: tuple[str, ...]) -> Move:
    named = draw(st.one_of(st.none(), st.lists(st.sampled_from((*names, "无名")), max_size=2)))
    return Move(
        of=draw(st.sampled_from(AGENCIES)),
        to=draw(st.sampled_from(AGENCIES)),
        on=draw(days),
        documents=None if named is None else tuple(named),
    )


@st.composite
def tangles(draw: st.DrawFn, told: list[Document]) -> list[Change]:
    """What seldom comes about by chance: documents that repeal each other, one repealed article by article, an extension."""
    one, other = (draw(st.sampled_from(told)) for _ in range(2))
    last = max(told, key=lambda each: (each.issued_on, each.published_on is not None))
    ends = other.valid_until or FIRST
    numbered = tuple(ArticleChange(number) for number in dict.fromkeys(a.number for a in other.articles))
    return draw(
        st.sampled_from(
            [
                [
                    Change(kind=Effect.REPEALED, of=one.id, by=other.id, on=day(9)),
                    Change(kind=Effect.REPEALED, of=other.id, by=one.id, on=draw(days)),
                ],
                [
                    Change(
                        kind=Effect.EXTENDED,
                        of=other.id,
                        by=last.id,
                        on=draw(days),
                        until=ends + timedelta(3),
                    )
                ],
                [
                    Change(
                        kind=Effect.REPEALED_IN_PART,
                        of=other.id,
                        by=last.id,
                        on=day(10),
                        articles=numbered or (ArticleChange("一"),),
                    )
                ],
            ]
        )
    )


@st.composite
def histories(draw: st.DrawFn) -> History:
    """Some documents, what they do to each other, which bodies hand theirs over."""
    names = NAMES[: draw(st.integers(2, len(NAMES)))]
    told = sorted((draw(documents(name)) for name in names), key=lambda each: each.issued_on)
    listed = draw(st.lists(changes(tuple(told)), min_size=1, max_size=8))
    listed += draw(st.one_of(st.just([]), tangles(told)))
    return told, listed, draw(st.lists(moves(names), max_size=3))
