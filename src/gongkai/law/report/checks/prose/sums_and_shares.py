"""R501, R502: lists add up to their totals, shares are part by whole. Lists with 余 or 近 in them fall under R504."""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.checks.prose.phrases import addition, named, number, span_of, tidy
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.narrative.figures import Passage, passages
from gongkai.law.report.narrative.ranges import apart
from gongkai.law.report.narrative.shares import WrongShare, WrongSum, wrong_shares, wrong_sums
from gongkai.law.report.narrative.sums import Imbalance, imbalances
from gongkai.law.report.narrative.tables import totals

PRACTICE = instrument("PRACTICE").article()


@rule("R501", "文字中的分项相加等于总数", Severity.ERROR, PRACTICE)
def lists_add_up(given: Given) -> Iterator[Fault]:
    """Channels, categories and documents listed in the prose add up to the total stated before or after them."""
    for passage in passages(given.report):
        for imbalance in imbalances(passage):
            if imbalance.exact:
                yield imbalance_fault(imbalance)


def imbalance_fault(imbalance: Imbalance) -> Fault:
    """What is wrong with a list: the terms, the sum, the total, the difference, and a guess at the cause."""
    total, unit = imbalance.total, imbalance.total.unit
    low, high = imbalance.sum
    over = low > total.value
    difference = apart(low if over or high is None else high, total.value)
    way = "多" if over else "少"
    told = (
        f"{named(total)}与所列各项不符：{addition(imbalance.parts)}＝{span_of(imbalance.sum)}，"
        f"比总数{way}{number(difference)}。"
        if len(imbalance.parts) > 1
        else f"{named(total)}，其中{named(imbalance.parts[0])}，比总数还多{number(difference)}。"
    )
    return Fault(
        where=total.where,
        message=told + _advice(imbalance, over=over),
        stated=tidy(total),
        expected=f"{span_of(imbalance.sum)}{unit}",
        span=total.span,
        severity=imbalance.severity,
    )


def _advice(imbalance: Imbalance, *, over: bool) -> str:
    if imbalance.severity is Severity.INFO:
        if over:
            return "同一内容可能计入多项，请在文字中说明，避免误解。"
        return "如各项已经列全，请核对；如未列全，可写明“其他”一项。"
    if (cause := imbalance.cause) is not None:
        guess = "可能重复计入，或者总数漏计" if over else "可能漏列，或者总数多计"
        return f"差额恰好等于{named(cause)}：{guess}。请核对总数与各项。"
    if len(imbalance.parts) == 1:
        return "分项不应大于总数，请核对。"
    if not imbalance.complete:
        return "各项相加不应超过总数，请核对总数与各项；确有交叉的，请写明。"
    return "请核对总数与各项。"


@rule("R502", "文字中的百分比计算正确", Severity.WARNING, PRACTICE)
def shares_are_right(given: Given) -> Iterator[Fault]:
    """A percentage is part by whole, rounded half up to the printed decimals; shares of one whole make 100 %."""
    known = totals(given.report)
    for passage in passages(given.report):
        doubted: set[int] = set()
        for wrong in wrong_shares(passage, known):
            doubted.add(wrong.share.sentence)
            yield _share_fault(wrong)
        for sum_ in wrong_sums(passage):
            if sum_.shares[0].sentence not in doubted:
                yield _sum_fault(passage, sum_)


def _share_fault(wrong: WrongShare) -> Fault:
    cut = wrong.severity is Severity.INFO
    reason = "末位看来是直接舍去的，应四舍五入" if cut else "请核对件数、总数和百分比"
    return Fault(
        where=wrong.share.where,
        message=(
            f"{named(wrong.part)}占{named(wrong.whole)}的比例应为{wrong.right}％，文字写的是{tidy(wrong.share)}。{reason}。"
        ),
        stated=tidy(wrong.share),
        expected=f"{wrong.right}%",
        span=wrong.share.span,
        severity=wrong.severity,
    )


def _sum_fault(passage: Passage, wrong: WrongSum) -> Fault:
    return Fault(
        where=passage.where,
        message=f"所列比例{addition(wrong.shares)}＝{number(wrong.sum)}％，各项已经列到“其他”，合计应为100％。请核对各项比例。",
        stated=f"{number(wrong.sum)}%",
        expected="100%",
        span=(wrong.shares[0].span[0], wrong.shares[-1].span[1]),
    )
