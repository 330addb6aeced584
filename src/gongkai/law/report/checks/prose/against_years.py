"""R503: changes against last year, by themselves and against last year's report."""

from collections.abc import Iterator
from decimal import ROUND_FLOOR, Decimal

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.checks.prose.phrases import named, number, tidy
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.content import Report
from gongkai.law.report.narrative.changes import Change, Doubt, WrongChange, changes, wrong_changes
from gongkai.law.report.narrative.claims import Claim, claims
from gongkai.law.report.narrative.figures import Passage, passages
from gongkai.law.report.narrative.numbers import Value
from gongkai.law.report.narrative.ranges import apart
from gongkai.law.report.narrative.shares import percent
from gongkai.law.report.narrative.tables import Answer, answers, received_and_carried
from gongkai.law.report.schema import Level


@rule("R503", "同比增减计算正确", Severity.ERROR, instrument("PRACTICE").article())
def changes_are_right(given: Given) -> Iterator[Fault]:
    """A change is possible for whole numbers, goes with its amount and its word, and fits last year's report."""
    told = _claims_by_place(given)
    for passage in passages(given.report):
        wrong = {found.change.count.span: found for found in wrong_changes(passage)}
        for found in wrong.values():
            yield _fault(found)
        if given.previous is None:
            continue
        for change in changes(passage):
            if change.count.span not in wrong:
                yield from _against_last_year(given.previous, passage, change, told)


def _claims_by_place(given: Given) -> dict[tuple[str, tuple[int, int]], Claim]:
    if given.previous is None:
        return {}
    government = given.level is not Level.DEPARTMENT
    return {
        (claim.where, claim.span): claim
        for claim in claims(passages(given.report), given.report.report_year, government=government)
    }


def _fault(wrong: WrongChange) -> Fault:
    change = wrong.change
    message, expected = {
        Doubt.IMPOSSIBLE: _impossible,
        Doubt.AMOUNT: _amount,
        Doubt.RATE: _rate,
        Doubt.SIGN: _sign,
        Doubt.TOO_MUCH: _too_much,
    }[wrong.doubt](wrong)
    return Fault(
        where=change.count.where,
        message=message,
        stated=tidy(wrong.figure),
        expected=expected,
        span=wrong.figure.span,
        severity=Severity.WARNING if wrong.fits is not None else None,
    )


def _impossible(wrong: WrongChange) -> tuple[str, str | None]:
    count, way = wrong.change.count, wrong.change.way
    nearest = "，".join(f"上年为{base}{count.unit}时是{own}％" for base, own in wrong.near)
    told = (
        f"{named(count)}不可能由任何一个整数{way}{tidy(wrong.figure)}得到：{nearest}。"
        if nearest
        else f"{named(count)}不可能由任何一个整数{way}{tidy(wrong.figure)}得到。"
    )
    if wrong.fits is not None:
        return f"{told}这个比例或许说的是{named(wrong.fits)}，请写明比较的对象。", None
    return f"{told}请核对件数、上年数和比例。", "或".join(f"{own}%" for _, own in wrong.near) or None


def _amount(wrong: WrongChange) -> tuple[str, str | None]:
    change, base = wrong.change, wrong.near[0][0]
    amount = tidy(change.amount) if change.amount else ""
    told = (
        f"{named(change.count)}比上年{change.way}{amount}，上年应为{base}{change.count.unit}，"
        f"比例应为{wrong.right}％，文字写的是{tidy(wrong.figure)}。请核对。"
    )
    return told, f"{wrong.right}%"


def _rate(wrong: WrongChange) -> tuple[str, str | None]:
    before = wrong.change.amount
    told = (
        f"由{tidy(before) if before else ''}到{tidy(wrong.change.count)}，比例应为{wrong.right}％，"
        f"文字写的是{tidy(wrong.figure)}。请核对。"
    )
    return told, f"{wrong.right}%"


def _sign(wrong: WrongChange) -> tuple[str, str | None]:
    before = wrong.change.amount
    return (
        f"由{tidy(before) if before else ''}到{tidy(wrong.change.count)}，文字却写“{wrong.change.way}”。请核对前后两数和用词。",
        "减少" if not wrong.change.down else "增加",
    )


def _too_much(wrong: WrongChange) -> tuple[str, str | None]:
    if wrong.figure.unit == "%":
        return (
            f"{wrong.change.way}{tidy(wrong.figure)}：减幅不可能超过100％。请核对比例，或者是否应为增长。",
            None,
        )
    return (
        f"{named(wrong.change.count)}比上年{wrong.change.way}{tidy(wrong.figure)}：上年数将小于零。请核对。",
        None,
    )


def _against_last_year(
    previous: Report, passage: Passage, change: Change, told: dict[tuple[str, tuple[int, int]], Claim]
) -> Iterator[Fault]:
    claim = told.get((passage.where, change.count.span))
    if claim is None or not claim.certain or not change.count.exact:
        return
    before = answers(previous, claim.subject)
    if claim.carried and (both := received_and_carried(previous)):
        before = (*before, both)
    if not before or any(_fits(change, answer.value) for answer in before):
        return
    yield _year_fault(change, before[0])


def _fits(change: Change, before: Value) -> bool:
    count, difference = change.count.value, (change.count.value - before) * change.sign
    if change.amount is not None and change.amount.exact and difference != change.amount.value:
        return False
    if change.percentage is None or not change.percentage.exact:
        return difference >= 0 or change.amount is not None
    if not before:
        return count == 0
    rate = Decimal(difference) * 100 / Decimal(before)
    place = Decimal(1).scaleb(-change.percentage.decimals)
    shown = Decimal(change.percentage.value)
    return shown in (
        percent(difference, before, change.percentage.decimals),
        rate.quantize(place, ROUND_FLOOR),
    )


def _year_fault(change: Change, before: Answer) -> Fault:
    count = change.count
    difference = apart(count.value, before.value)
    way = "增加" if count.value > before.value else "减少"
    rate = f"，{way}{percent(difference, before.value, 2)}％" if before.value else ""
    right = f"{way}{number(difference)}{count.unit}{rate}" if difference else "没有变化"
    shown = change.percentage or change.amount or count
    return Fault(
        where=count.where,
        message=(
            f"{named(count)}，上年报告{before.name}为{number(before.value)}，应为{right}；"
            f"文字写的是{change.way}{tidy(shown)}。请核对。"
        ),
        stated=f"{change.way}{tidy(shown)}",
        expected=right,
        span=shown.span,
    )
