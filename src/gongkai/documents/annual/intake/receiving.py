"""One file that was handed in, read in a process of its own."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass

from gongkai.documents.annual.intake.containers import oddities
from gongkai.documents.isolated import Answer, Bounds, apart
from gongkai.documents.loading import load_bytes
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import from_json, to_json
from gongkai.documents.writing.finding_record import from_record, to_record
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.arithmetic import examine
from gongkai.law.report.bodies import same_body
from gongkai.law.report.checks import check
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Form, Level, form_for

_SHOWN = 5
_BOUNDS = Bounds(
    60,
    "文件读取用时过长，已经停止。请只报送年度报告本身，另存为 .docx 或者 .xlsx 后再试。",
    "文件展开后过大，不能读取。请只报送年度报告本身，另存为 .docx 或者 .xlsx 后再试。",
    "文件不能读取，可能已经损坏。请在 WPS、Word 或者 Excel 中打开并另存后再试。",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What should have been handed in: the report of which body, on which year. `level`: of the body, where it is known."""

    year: int
    agency: str = ""
    level: Level | None = None

    @property
    def form(self) -> Form:
        """The form of the year. Raises LookupError for years before 2019."""
        return form_for(self.year)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is wrong with a file: which kind of fault, how bad, what it is and what to do, in Chinese."""

    kind: str
    severity: Severity
    message: str


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a file. `report` is None where it could not be read; `findings` are those of the law's checks."""

    report: Report | None
    remarks: tuple[Remark, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def acceptable(self) -> bool:
        """Whether nothing stands in the way of taking it over: no error, neither in the file nor in the report."""
        weights = [*(each.severity for each in self.remarks), *(each.severity for each in self.findings)]
        return self.report is not None and Severity.ERROR not in weights


def received(data: bytes, name: str, asked: Asked, bounds: Bounds = _BOUNDS) -> Received:
    """Read a file that was handed in. Whatever it is, there is an answer: nothing is raised for what stands in it."""
    try:
        answer = apart(made, data, name, asked, bounds=bounds)
    except Unreadable as problem:
        return Received(None, (Remark("unreadable", Severity.ERROR, str(problem)),))
    return Received(
        from_json(answer["report"]),
        tuple(
            Remark(each["kind"], Severity(each["severity"]), each["message"]) for each in answer["remarks"]
        ),
        tuple(map(from_record, answer["findings"])),
    )


def made(data: bytes, name: str, asked: Asked) -> Answer:
    """What the process does."""
    found = examined(data, name, asked)
    return {
        "report": to_json(found.report) if found.report else None,
        "remarks": [asdict(remark) for remark in found.remarks],
        "findings": [to_record(finding) for finding in found.findings],
    }


def examined(data: bytes, name: str, asked: Asked) -> Received:
    """The same in this process. Raises Unreadable."""
    odd = [Remark(each.kind, each.severity, each.message) for each in oddities(data, name)]
    report = load_bytes(data, name)
    remarks = (*odd, *_year(report, asked), *_agency(report, asked), *_cells(report), *_balance(report))
    return Received(report, remarks, tuple(check(report, level=asked.level)))


def _year(report: Report, asked: Asked) -> Iterator[Remark]:
    if report.report_year is None:
        yield Remark(
            "year", Severity.ERROR, f"文件中没有写明是哪一年度的报告。请在标题中写明“{asked.year}年”。"
        )
    elif report.report_year != asked.year:
        message = (
            f"这是{report.report_year}年度的报告，本次要求报送{asked.year}年度的报告。请确认后重新报送。"
        )
        yield Remark("year", Severity.ERROR, message)
    if report.format != asked.form.id:
        message = (
            f"表格是{report.form.label}，{asked.year}年度的报告应当使用{asked.form.label}"
            f"（{asked.form.instrument.title}）。请按规定的表格重新填报。"
        )
        yield Remark("form", Severity.ERROR, message)


def _agency(report: Report, asked: Asked) -> Iterator[Remark]:
    if asked.agency and report.agency_name and not same_body(report.agency_name, asked.agency):
        message = f"文件中的机关是“{report.agency_name[:60]}”，本次应当报送的是“{asked.agency}”。请确认没有选错文件。"
        yield Remark("agency", Severity.ERROR, message)


def _cells(report: Report) -> Iterator[Remark]:
    form = report.form
    unread = {entry.cell for entry in report.unread if entry.cell}
    lacking = [cell for cell in form.cells if cell not in report.cells and cell not in unread]
    if lacking:
        listed = _labels(form, lacking)
        message = f"表格不完整，缺少 {len(lacking)} 个单元格：{listed}。请补齐后重新报送。"
        yield Remark("lacking", Severity.ERROR, message)
    if report.unread:
        said = "；".join(
            f"{form.cells[entry.cell].label if entry.cell in form.cells else entry.where}“{entry.raw[:20]}”：{entry.why}"
            for entry in report.unread[:_SHOWN]
        )
        yield Remark(
            "unread", Severity.ERROR, f"有 {len(report.unread)} 处不能识读：{said}。请改为数字后重新报送。"
        )
    blank = [cell for cell, printed in report.cells.items() if printed.value is None]
    if blank:
        message = f"有 {len(blank)} 个单元格空着：{_labels(form, blank)}。没有发生的请填 0。"
        yield Remark("blank", Severity.WARNING, message)
    odd = [cell for cell, printed in report.cells.items() if printed.inferred]
    if odd:
        message = f"有 {len(odd)} 个数字看不清，由表格的勾稽关系推出：{_labels(form, odd)}。请核对。"
        yield Remark("inferred", Severity.WARNING, message)


def _balance(report: Report) -> Iterator[Remark]:
    """The sums of the form, first the cell that explains all failures where there is one."""
    sums = examine(report)
    if not sums.gaps:
        return
    said = "；".join(
        f"{gap.equation.label}：{gap.left} 与 {gap.right}，相差 {gap.difference}"
        for gap in sums.gaps[:_SHOWN]
    )
    more = f"等 {len(sums.gaps)} 处" if len(sums.gaps) > _SHOWN else ""
    hint = ""
    if sums.suspect:
        hint = f"“{report.form.cells[sums.suspect.cell].label}”如果是 {sums.suspect.value}，就全部相符。"
    message = f"表格勾稽关系不平：{said}{more}。{hint}请核对后重新报送。"
    yield Remark("unbalanced", Severity.ERROR, message)


def _labels(form: Form, cells: list[str]) -> str:
    listed = "、".join(form.cells[cell].label for cell in cells[:_SHOWN])
    return listed + ("等" if len(cells) > _SHOWN else "")
