"""R301 to R303 and R305: the sums of table three, and how much of it is “other”."""

from collections.abc import Iterator

from gongkai.law.basis import instrument
from gongkai.law.findings import Severity
from gongkai.law.report.arithmetic import Gap, Sum
from gongkai.law.report.checks.registry import Fault, Given, rule
from gongkai.law.report.checks.wording import cell_name, figure, shown

F30 = instrument("F30")
F60 = instrument("F60")
PRACTICE = instrument("PRACTICE").article()
# Above this share of handled applications, “其他处理” hides what became of them; below this number it says little.
OTHER_SHARE_PERCENT = 30
OTHER_SHARE_FROM = 5


def gaps_of(given: Given, kind: Sum) -> Iterator[Gap]:
    """The failing sums of one kind, in the order of the form."""
    return (gap for gap in given.sums.gaps if gap.equation.kind is kind)


def hint(given: Given, gap: Gap) -> str:
    """Which cell to look at first: the one whose correction would close every gap of the report at once."""
    suspect = given.sums.suspect
    if suspect is None or suspect.cell not in gap.equation.cells:
        return "请逐项核对。"
    name = cell_name(given.report.form.cells[suspect.cell])
    return f"最可能填错的是{name}：改为{figure(suspect.value)}后，各项合计关系都平衡。"


def closing_fault(given: Given, gap: Gap, message: str, part: str) -> Fault:
    """A total that is not the sum of its parts; `where` is the total."""
    total = given.report.value(gap.equation.closes)
    return Fault(
        where=gap.equation.closes,
        message=f"{message}，相差{figure(gap.difference)}。{hint(given, gap)}",
        stated=None if total is None else figure(total),
        expected=None if gap.unknown else figure(gap.left),
        cells=gap.equation.cells,
        basis=given.report.form.instrument.article(part),
    )


@rule(
    "R301",
    "表三各列：新收＋上年结转＝办结总计＋结转下年",
    Severity.ERROR,
    F30.article("表三勾稽关系"),
    F60.article("表三勾稽关系"),
)
def received_is_handled_or_carried(given: Given) -> Iterator[Fault]:
    """Every column: newly received and carried in equal handled and carried out (the note printed in the form)."""
    report = given.report
    for gap in gaps_of(given, Sum.FLOW):
        new, earlier, handled, later = (shown(report, cell) for cell in gap.equation.cells)
        done = report.value(gap.equation.closes)
        carried = report.value(gap.equation.right[1])
        fits = None if done is None or carried is None or gap.unknown else gap.left - carried
        yield Fault(
            where=gap.equation.closes,
            message=(
                f"表三“{gap.equation.label}”列不平衡：新收{new}＋上年结转{earlier}＝{figure(gap.left)}，"
                f"办结总计{handled}＋结转下年度{later}＝{figure(gap.right)}，"
                f"相差{figure(gap.difference)}。{hint(given, gap)}"
            ),
            stated=None if done is None else figure(done),
            expected=None if fits is None or fits < 0 else figure(fits),
            cells=gap.equation.cells,
            basis=report.form.instrument.article("表三勾稽关系"),
        )


@rule(
    "R302", "表三各列：办结总计＝各项办理结果之和", Severity.ERROR, F30.article("表三"), F60.article("表三")
)
def outcomes_add_up(given: Given) -> Iterator[Fault]:
    """Every column: the total of handled applications is the sum of all outcomes （一） to （六）."""
    for gap in gaps_of(given, Sum.COLUMN):
        yield closing_fault(
            given,
            gap,
            f"表三“{gap.equation.label}”列：（一）至（六）各项办理结果相加为{figure(gap.left)}，"
            f"（七）总计填的是{shown(given.report, gap.equation.closes)}",
            "表三",
        )


@rule("R303", "表三各行：总计＝各类申请人之和", Severity.ERROR, F30.article("表三"), F60.article("表三"))
def applicants_add_up(given: Given) -> Iterator[Fault]:
    """Every row: the total is the sum of natural persons and the five kinds of organisations."""
    for gap in gaps_of(given, Sum.ROW):
        yield closing_fault(
            given,
            gap,
            f"表三“{gap.equation.label}”行：自然人和各类法人或其他组织相加为{figure(gap.left)}，"
            f"总计填的是{shown(given.report, gap.equation.closes)}",
            "表三",
        )


@rule("R305", "“其他处理”占比不过高", Severity.WARNING, PRACTICE)
def few_outcomes_are_other(given: Given) -> Iterator[Fault]:
    """“Other” outcomes are at most 30 % of handled applications, once five or more were handled."""
    report = given.report
    handled = report.value("t3.handled_total.total")
    cells = tuple(f"t3.{row.id}.total" for row in report.form.outcomes if row.id.startswith("other_"))
    other = sum(report.value(cell) or 0 for cell in cells)
    if handled is None or handled < OTHER_SHARE_FROM or other * 100 <= handled * OTHER_SHARE_PERCENT:
        return
    share = round(other * 100 / handled)
    yield Fault(
        where=max(cells, key=lambda cell: report.value(cell) or 0),
        message=(
            f"办结{figure(handled)}件中有{figure(other)}件计入“（六）其他处理”，占{share}％，超过{OTHER_SHARE_PERCENT}％。"
            "请逐件核对是否应计入予以公开、不予公开、无法提供或不予处理，并在文字部分说明。"
        ),
        stated=f"{share}％",
        expected=f"不超过{OTHER_SHARE_PERCENT}％",
        cells=(*cells, "t3.handled_total.total"),
    )
