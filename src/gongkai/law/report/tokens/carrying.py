"""Problems that last year's report named, and whether this year's text says what became of each."""

import re
from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.content import Report
from gongkai.law.report.tokens.reading import Token, read
from gongkai.law.rules import declare

PROBLEMS_ARE_FOLLOWED = declare("R651", "上年所列的问题写明改进情况", instrument("REG").article("50"))
_SECTION = "s5_problems"
_BEGINS = re.compile(r"(?:存在的?|主要)(?:主要)?(?:问题|不足|困难)")
_ENDS = re.compile(r"改进|下一步|整改|措施|今后|打算|针对")
_LEAD = re.compile(r"^.{0,30}?(?:问题|不足|困难)(?:和不足)?(?:是|有|如下|表现在|主要是|包括)*[：:,，]")
_PART = re.compile(r"[。；;\n]|(?=[（(]?[一二三四五六七八九]是)|(?=[（(][一二三四五六七八九][）)])")
_NUMBER = re.compile(r"^[（(]?(?:[一二三四五六七八九]+是|[一二三四五六七八九\d]+[）)、.．])[，,：:]?")
_SHORTEST = 6
_MOST = 12


def problems_of(previous: Report) -> tuple[str, ...]:
    """The problems that a report names in section five, one sentence each, before it turns to what is done about them.

    At most twelve: a text from which more are read is no list of problems.
    """
    section = previous.section(_SECTION)
    if section is None:
        return ()
    return tuple(_named([paragraph.text for paragraph in section.paragraphs]))[:_MOST]


def unanswered(text: str, problems: tuple[str, ...], *, where: str = _SECTION) -> list[Finding]:
    """One remark for each problem of last year that the text of section five neither cites nor repeats.

    依据：条例第五十条第四项
    """
    cited = {mark.name for mark in read(text) if isinstance(mark, Token)}
    return [
        Finding(
            rule=PROBLEMS_ARE_FOLLOWED.id,
            severity=Severity.WARNING,
            where=where,
            message=f"上年报告提出“{problem}”，这一部分没有写明改进情况。请用{{{{problem.{number}}}}}引用，"
            "写明做了什么；还没有解决的，请继续列为问题。",
            basis=PROBLEMS_ARE_FOLLOWED.basis,
            expected=problem,
        )
        for number, problem in enumerate(problems, 1)
        if f"problem.{number}" not in cited and problem not in text
    ]


def _named(paragraphs: list[str]) -> Iterator[str]:
    """Sentences from the first that speaks of problems to the first that speaks of what is done."""
    begun = not any(_BEGINS.search(text) for text in paragraphs)
    for text in paragraphs:
        for part in _PART.split(text):
            begins = _BEGINS.search(part) is not None
            if begun and not begins and _ENDS.search(part):
                return
            begun = begun or begins
            said = _NUMBER.sub("", _LEAD.sub("", part.strip())).strip("，,：: ")
            if begun and not _BEGINS.fullmatch(said):
                yield from _listed(said)


def _listed(said: str) -> Iterator[str]:
    """Problems that one sentence puts side by side: 个别单位…，部分栏目…."""
    parts = re.split(r"，(?=个别|部分|少数|有的|一些)", said)
    yield from (part for part in parts if len(part) >= _SHORTEST)
