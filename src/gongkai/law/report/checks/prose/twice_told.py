"""R504, R505: what is told twice or roughly agrees; one quantity has one unit."""

import re
from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.checks.prose.phrases import addition, named, span_of, tidy
from gongkai.law.report.checks.prose.sums_and_shares import imbalance_fault
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.narrative import Figure
from gongkai.law.report.narrative.claims import claims
from gongkai.law.report.narrative.figures import Passage, passages
from gongkai.law.report.narrative.repeats import Contradiction, Statement, contradictions, two_values
from gongkai.law.report.narrative.subjects import OF_APPLICATIONS
from gongkai.law.report.narrative.sums import imbalances
from gongkai.law.report.schema import Level

PRACTICE = instrument("PRACTICE").article()
_OF_INFORMATION = re.compile(r"信息$")
_PIECES = frozenset("条个件篇")


@rule("R504", "概数与确数、前后数字相符", Severity.WARNING, PRACTICE)
def rough_figures_fit(given: Given) -> Iterator[Fault]:
    """余, 近, 约 are ranges: they fit the exact figures of the same thing; what is told twice is told the same."""
    read = passages(given.report)
    doubted: set[tuple[str, tuple[int, int]]] = set()
    for contradiction in contradictions(read):
        doubted.update((figure.where, figure.span) for figure in contradiction.first.figures)
        doubted.update((figure.where, figure.span) for figure in contradiction.second.figures)
        yield _contradiction_fault(contradiction)
    for pair in two_values(read):
        yield Fault(
            where=pair.second.where,
            message=f"“{pair.words}”前文写{tidy(pair.first)}，此处写{tidy(pair.second)}。请核对，统一为一个数。",
            stated=tidy(pair.second),
            expected=tidy(pair.first),
            span=pair.second.span,
            severity=Severity.ERROR,
        )
    for passage in read:
        yield from (imbalance_fault(found) for found in imbalances(passage) if not found.exact)
        yield from _odd_roundings(passage, doubted)


def _contradiction_fault(contradiction: Contradiction) -> Fault:
    first, second = contradiction.first, contradiction.second
    if not contradiction.part and first.is_sum:
        first, second = second, first
    figure = first.figures[0]
    relation = "是其中一部分，却大于全部" if contradiction.part else "两处所指相同，数却不同"
    odd = next((one for one in (*first.figures, *second.figures) if _is_odd(one)), None)
    return Fault(
        where=figure.where,
        message=(
            f"{_said(first)}与{_said(second)}对不上：{relation}。{_odd_words(odd) if odd else ''}"
            "请核对；统计口径或时间不同的，请写明。"
        ),
        stated=tidy(figure),
        expected=f"{span_of(second.value)}{figure.unit}",
        span=figure.span,
    )


def _said(statement: Statement) -> str:
    if statement.is_sum:
        return f"{statement.owner}{statement.channel}所列各项之和{addition(statement.figures)}＝{span_of(statement.value)}"
    return named(statement.figures[0])


def _is_odd(figure: Figure) -> bool:
    """Whether 余 or 多 stands behind a figure that is not round: 52余."""
    return (
        figure.approx in ("余", "多")
        and isinstance(figure.value, int)
        and figure.value > 10
        and figure.step == 1
    )


def _odd_words(figure: Figure) -> str:
    return f"“{tidy(figure)}”的数字已经具体到个位，不宜再用“{figure.approx}”。"


def _odd_roundings(passage: Passage, doubted: set[tuple[str, tuple[int, int]]]) -> Iterator[Fault]:
    for figure in passage.figures:
        if _is_odd(figure) and (figure.where, figure.span) not in doubted:
            yield Fault(
                where=figure.where,
                message=f"{_odd_words(figure)}请写确数，或写整十、整百的概数。",
                stated=tidy(figure),
                span=figure.span,
                severity=Severity.INFO,
            )


@rule("R505", "同类数字的计量单位一致", Severity.INFO, PRACTICE)
def units_agree(given: Given) -> Iterator[Fault]:
    """Applications are counted in one unit (件) throughout; so are the pieces of information of one list."""
    yield from _units_of_applications(given)
    for passage in passages(given.report):
        yield from _units_of_lists(passage)


def _units_of_applications(given: Given) -> Iterator[Fault]:
    read = passages(given.report)
    by_place = {(figure.where, figure.span): figure for passage in read for figure in passage.figures}
    counted: dict[str, Figure] = {}
    for claim in claims(read, given.report.report_year, government=given.level is not Level.DEPARTMENT):
        figure = by_place.get((claim.where, claim.span))
        if figure is not None and claim.subject in OF_APPLICATIONS:
            counted.setdefault(figure.unit.removesuffix("次") or figure.unit, figure)
    if len(counted) > 1:
        other = next(figure for unit, figure in counted.items() if unit != "件")
        usual = "件" if "件" in counted else next(unit for unit in counted if unit != other.unit)
        yield Fault(
            where=other.where,
            message=f"政府信息公开申请的数量，有的用“{usual}”，有的用“{other.unit}”。表格以“件”为单位，文字宜与其一致。",
            stated=tidy(other),
            expected="件",
            span=other.span,
        )


def _units_of_lists(passage: Passage) -> Iterator[Fault]:
    run: list[Figure] = []
    for figure in (*passage.figures, None):
        joined = figure is not None and run and figure.sentence == run[-1].sentence
        if figure is not None and figure.unit in _PIECES and _OF_INFORMATION.search(figure.label):
            run = [*run, figure] if joined else [figure]
            continue
        units = list(dict.fromkeys(one.unit for one in run))
        if len(run) > 2 and len(units) > 1:
            odd = min(run, key=lambda one: sum(other.unit == one.unit for other in run))
            usual = next(unit for unit in units if unit != odd.unit)
            yield Fault(
                where=odd.where,
                message=f"同一组信息的数量，有的用“{usual}”，{named(odd)}用“{odd.unit}”。请统一计量单位。",
                stated=tidy(odd),
                expected=usual,
                span=odd.span,
            )
        run = []
