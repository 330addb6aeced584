"""Every figure in the prose of a report, with what it counts and how it is meant."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from gongkai.law.report.content import Report
from gongkai.law.report.narrative.labels import label, last_clause
from gongkai.law.report.narrative.numbers import Number, Value, plain, scan
from gongkai.law.report.narrative.roles import Role, looks_ahead, roles

_NOT_COUNTS = frozenset(
    ("%", "‰", "倍", "个百分点", "分", "工作日", "个工作日", "小时", "个小时", "分钟", "个月", "天", "")
)
_ASIDE = frozenset((Role.CHANGE, Role.EACH, Role.PLAN, Role.PAST))
_SENTENCE = re.compile(r"[^。!?\n]*[。!?\n]*")
_TAIL = re.compile(r"[^，,。;、:()\n\d]{0,200}")
# How far back the words before a figure can still say what it is.
_LEAD = 600
_CLAUSE = 150
# The longest reports have some hundred figures, in paragraphs of at most 3,000 characters. What is far beyond is no
# report: it is not compared, and in the end not even looked at, so that hostile text costs a second at most.
_MOST_FIGURES = 20_000
_MOST_COMPARED = 3_000
_LONGEST_COMPARED = 8_000


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure in the prose.

    `text` is what is printed, with approximation and unit: "13.9万余次"; `value` is 139000, `approx` 余. `where` is
    the paragraph ("s1_overview/p3"), `span` the place in it. `label` are the words that name what is counted.
    `sentence` counts the sentences of the paragraph from 0. `decimals`, `place`, `step`, `high` are as in Number.
    """

    text: str
    value: Value
    unit: str
    approx: str
    where: str
    span: tuple[int, int]
    label: str = ""
    sentence: int = 0
    decimals: int = 0
    place: Value = 1
    step: Value = 1
    high: Value | None = None
    roles: frozenset[Role] = frozenset()

    @property
    def exact(self) -> bool:
        """Whether it is one number: neither approximate, nor a range, nor rounded to 万."""
        return not self.approx and self.high is None and self.place <= 1

    @property
    def counts(self) -> bool:
        """Whether it counts things of the report's own year, and so may be added and compared."""
        return self.unit not in _NOT_COUNTS and not self.roles & _ASIDE


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """A paragraph with its figures. `text` has half-width digits and signs; places are those of the original.

    Passages are told apart by identity, so that what several rules ask of one is worked out once.
    """

    where: str
    text: str
    figures: tuple[Figure, ...]
    sentences: tuple[tuple[int, int], ...]

    def gap(self, left: Figure, right: Figure) -> str:
        """The text between two figures."""
        return self.text[left.span[1] : right.span[0]]

    def sentence(self, figure: Figure) -> str:
        """The sentence that a figure stands in."""
        start, end = self.sentences[figure.sentence]
        return self.text[start:end]

    def lead(self, figure: Figure) -> str:
        """The sentence up to a figure."""
        start = max(self.sentences[figure.sentence][0], figure.span[0] - _LEAD)
        return self.text[start : figure.span[0]]

    def tail(self, figure: Figure) -> str:
        """The rest of the clause behind a figure."""
        return _tail(self.text, figure.span[1])


def passages(report: Report) -> tuple[Passage, ...]:
    """The paragraphs of a report with their figures, in reading order, as far as they can be compared."""
    found: list[Passage] = []
    compared = 0
    for passage in _read(report):
        if len(passage.text) <= _LONGEST_COMPARED:
            compared += len(passage.figures)
            if compared > _MOST_COMPARED:
                break
            found.append(passage)
    return tuple(found)


def figures(report: Report) -> tuple[Figure, ...]:
    """Every figure in the prose of a report, in reading order."""
    return tuple(figure for passage in _read(report) for figure in passage.figures)


def _read(report: Report) -> tuple[Passage, ...]:
    prose = tuple((where, paragraph.text) for where, paragraph in report.prose())
    return _passages(prose, report.report_year)


# Six rules look at one report in turn.
@lru_cache(maxsize=4)
def _passages(prose: tuple[tuple[str, str], ...], report_year: int | None) -> tuple[Passage, ...]:
    found: list[Passage] = []
    planning, left = "", _MOST_FIGURES
    for where, text in prose:
        section, shown = where.partition("/")[0], plain(text)
        plans = planning == section or (section == "s5_problems" and looks_ahead(shown, report_year))
        planning = section if plans else ""
        found.append(_passage(where, text, shown, report_year, plans=plans, most=left))
        left -= len(found[-1].figures)
    return tuple(found)


def _passage(
    where: str, text: str, shown: str, report_year: int | None, *, plans: bool, most: int
) -> Passage:
    sentences = tuple(match.span() for match in _SENTENCE.finditer(shown) if match[0]) or ((0, len(shown)),)
    found: list[Figure] = []
    at = 0
    for number in islice(scan(shown), most):
        while number.start >= sentences[at][1] and at + 1 < len(sentences):
            at += 1
        lead = shown[max(sentences[at][0], number.start - _LEAD) : number.start]
        before = found[-1] if found and found[-1].sentence == at else None
        clause = last_clause((shown[before.span[1] : number.start] if before else lead)[-_CLAUSE:])
        after_change = before is not None and Role.CHANGE in before.roles
        meant = set(roles(number.unit, clause, lead, report_year, after_change=after_change))
        if plans:
            meant.add(Role.PLAN)
        tail = "" if number.unit in ("%", "‰") else _tail(shown, number.end)
        found.append(_figure(where, text, number, label(clause, tail), at, frozenset(meant)))
    return Passage(where, shown, tuple(found), sentences)


def _figure(
    where: str, text: str, number: Number, named: str, sentence: int, meant: frozenset[Role]
) -> Figure:
    return Figure(
        text=text[number.start : number.end].strip(),
        value=number.value,
        unit=number.unit,
        approx=number.approx,
        where=where,
        span=(number.start, number.end),
        label=named,
        sentence=sentence,
        decimals=number.decimals,
        place=number.place,
        step=number.step,
        high=number.high,
        roles=meant,
    )


def _tail(text: str, start: int) -> str:
    found = _TAIL.match(text, start)
    return found[0] if found else ""
