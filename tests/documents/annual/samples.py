"""Balanced reports: drawn at random, and the ones that pictures are made of."""

from datetime import UTC, datetime
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from gongkai.documents.annual.writing import Kind, write
from gongkai.documents.loading import load_bytes
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Kind as Holds
from gongkai.law.report.schema import forms
from tests.law.report.outcomes import Columns
from tests.law.report.reports import (
    Number,
    balanced_2019,
    balanced_2021,
    cells_of,
    table2,
    table3,
    table4,
    with_cells,
    with_prose,
)

MADE_AT = datetime(2026, 1, 20, 1, 2, 3, tzinfo=UTC)
_KINDS: dict[Holds, st.SearchStrategy[Number]] = {
    Holds.COUNT: st.integers(0, 10**7),
    Holds.CHANGE: st.integers(-(10**5), 10**5),
    Holds.WAN: st.decimals(0, 10**7, places=4) | st.integers(0, 10**6),
}
_COLUMNS = st.tuples(*[st.integers(0, 3) | st.integers(0, 20_000)] * 6)
_RESULTS = st.tuples(*[st.integers(0, 9) | st.integers(0, 20_000)] * 4)
_WORDS = st.sampled_from(
    [
        *("政府网站", "主动公开", "全年", "办理", "申请", "培训", "平台", "新媒体", "数据", "目录", "制度"),
        *("政策解读", "审查", "答复", "群众", "12件", "3.5万元", "60%"),
    ]
)
_SENTENCES = st.lists(_WORDS, min_size=2, max_size=30).map(lambda words: f"{'，'.join(words)}。")
_PROSE = st.lists(st.lists(_SENTENCES, min_size=1, max_size=3).map("".join), max_size=3)


@st.composite
def balanced(draw: st.DrawFn) -> Report:
    """A report in either form whose tables balance, with text of its own."""
    form = forms()[draw(st.sampled_from(sorted(forms())))]
    second = {spec.id: draw(_KINDS[spec.column.kind]) for spec in form.cells.values() if spec.table == "t2"}
    outcomes: dict[str, Columns] = {row.id: draw(_COLUMNS) for row in form.outcomes}
    handled = [sum(column) for column in zip(*outcomes.values(), strict=True)]
    carried_in: Columns = tuple(draw(st.integers(0, most)) for most in handled)  # type: ignore[assignment] # six of them
    third = table3(form.id, outcomes, carried_in=carried_in, carried_out=draw(_COLUMNS))
    fourth = table4(**{block.id: draw(_RESULTS) for block in form.table4})
    base = balanced_2021() if form.id == "format_2021" else balanced_2019()
    report = with_cells(base, cells_of(form.id, table2(form.id, {}) | second, third, fourth))
    for section in ("s1_overview", "s4_review_litigation", "s5_problems", "s6_other"):
        report = with_prose(report, section, *draw(_PROSE))
    return report


def values(report: Report) -> dict[str, int | Decimal | None]:
    """The figures of a report by cell."""
    return {cell: report.value(cell) for cell in report.form.cells}


def read_back(report: Report, kind: Kind) -> Report:
    """What a reader finds in a file of the report."""
    return load_bytes(write(report, kind, MADE_AT).data, f"报告.{kind}")


def texts(report: Report) -> list[tuple[str, str, str, list[str]]]:
    """Its sections with their paragraphs."""
    return [
        (section.id, section.number, section.title, [each.text for each in section.paragraphs])
        for section in report.sections
    ]


@cache
def made(name: str, kind: Kind) -> bytes:
    """A file of one of the usual reports."""
    report = {"format_2021": balanced_2021, "format_2019": balanced_2019}[name]()
    return write(report, kind, MADE_AT).data
