"""A report laid out: findings numbered in order, marked in place, beside what they speak of."""

from dataclasses import replace

import pytest

from gongkai.law.basis import instrument
from gongkai.law.findings import Finding, Severity
from gongkai.law.report.content import Cell, Section, Unread
from gongkai.portal.sheets.filled_tables import FilledBox
from gongkai.portal.sheets.sheet import Part, Sheet, lay_out
from gongkai.portal.sheets.spots import spot
from tests.law.report.reports import (
    balanced_2019,
    balanced_2021,
    paragraphs,
    with_cells,
    without_cells,
    without_sections,
)

REPORT = balanced_2021()


def finding(where: str, severity: Severity = Severity.ERROR, **more: object) -> Finding:
    made = Finding("R301", severity, where, f"关于{where}", instrument("F30").article("表三"))
    return replace(made, **more)  # type: ignore[arg-type] # fields of Finding, as each test names them


def part(sheet: Sheet, name: str) -> Part:
    return next(part for part in sheet.parts if part.id == name)


def box(sheet: Sheet, cell: str) -> FilledBox:
    section = {"t2": "s2_proactive", "t3": "s3_requests", "t4": "s4_review_litigation"}[cell[:2]]
    table = part(sheet, section).table
    assert table is not None
    return next(box for body in table.bodies for row in body for box in row if box.box.cell == cell)


def test_findings_are_numbered_as_the_document_runs() -> None:
    places = (
        "t4.review.total",
        "s1_overview/p3",
        "report",
        "t3.granted.total",
        "s1_overview/p1",
        "s1_overview",
        "title",
    )
    sheet = lay_out(REPORT, [finding(where) for where in places])
    ordered = [note.finding.where for note in sheet.notes]
    assert ordered[2:] == [
        "s1_overview",
        "s1_overview/p1",
        "s1_overview/p3",
        "t3.granted.total",
        "t4.review.total",
    ]
    assert {note.finding.where for note in sheet.general} == {"report", "title"}
    assert [note.number for note in sheet.notes] == [1, 2, 3, 4, 5, 6, 7]


def test_every_finding_stands_beside_exactly_one_place() -> None:
    places = (
        "preface/p1",
        "s2_proactive",
        "t2.art20_5.admin_license.decisions_this_year",
        "nowhere",
        "s6_other/p1",
    )
    sheet = lay_out(REPORT, [finding(where) for where in places])
    beside = [note.number for part in sheet.parts for note in part.notes] + [
        note.number for note in sheet.general
    ]
    assert sorted(beside) == [1, 2, 3, 4, 5]
    assert [note.finding.where for note in sheet.general] == ["nowhere"]


def test_overview_puts_errors_first() -> None:
    kinds = [Severity.INFO, Severity.ERROR, Severity.WARNING]
    sheet = lay_out(REPORT, [finding(f"s1_overview/p{at}", kind) for at, kind in enumerate(kinds, 1)])
    assert [note.severity for note in sheet.gravest_first] == ["error", "warning", "info"]
    assert (sheet.tally.errors, sheet.tally.warnings, sheet.tally.notes) == (1, 1, 1)


def test_words_are_marked_in_place() -> None:
    text = REPORT.sections[0].paragraphs[1].text
    start = text.index("52800")
    sheet = lay_out(REPORT, [finding("s1_overview/p2", span=(start, start + 6))])
    pieces = part(sheet, "s1_overview").paragraphs[1].pieces
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.severity] == ["52800条"]


def test_marks_may_overlap_and_run_past_the_end() -> None:
    text = REPORT.sections[0].paragraphs[1].text
    found = [finding("s1_overview/p2", span=(2, 6)), finding("s1_overview/p2", Severity.INFO, span=(4, 9999))]
    pieces = part(lay_out(REPORT, found), "s1_overview").paragraphs[1].pieces
    assert "".join(piece.text for piece in pieces) == text
    assert [len(piece.notes) for piece in pieces] == [0, 1, 2, 1]
    assert sum(len(piece.ends) for piece in pieces) == 2
    assert [piece.severity for piece in pieces] == ["", "error", "error", "info"]


def test_finding_without_a_span_is_signed_at_its_paragraph() -> None:
    paragraph = part(lay_out(REPORT, [finding("s1_overview/p2")]), "s1_overview").paragraphs[1]
    assert len(paragraph.notes) == 1


def test_cell_carries_its_finding_and_its_companions_are_signed() -> None:
    cells = ("t3.granted.total", "t3.partial.total")
    sheet = lay_out(REPORT, [finding("t3.granted.total", cells=cells)])
    at, beside, apart = (box(sheet, cell) for cell in (*cells, "t3.new_received.total"))
    assert (at.severity, len(at.notes)) == ("error", 1)
    assert (beside.severity, beside.touched, len(beside.notes)) == ("", True, 1)
    assert (apart.touched, apart.notes) == (False, ())


def test_finding_on_many_cells_is_signed_once() -> None:
    cells = tuple(cell for cell in REPORT.form.cells if cell.endswith(".natural_person"))
    sheet = lay_out(REPORT, [finding(cells[0], cells=cells)])
    assert len(box(sheet, cells[0]).notes) == 1
    assert box(sheet, cells[5]).notes == ()
    assert sheet.notes[0].more_places == len(cells) - len(sheet.notes[0].places) > 0


@pytest.mark.parametrize(
    ("cell", "state", "text", "raw"),
    [
        (Cell(8, "8", "line 3"), "given", "8", ""),
        (Cell(18, "+18", "line 3"), "given", "+18", ""),
        (Cell(8, "8件", "line 3"), "given", "8", "8件"),
        (Cell(None, "", "line 3"), "blank", "空", ""),
        (Cell(8, "", "line 3", inferred=True), "inferred", "8", ""),
    ],
)
def test_state_of_a_cell(cell: Cell, state: str, text: str, raw: str) -> None:
    name = "t2.art20_5.admin_license.items_change"
    made = box(lay_out(with_cells(balanced_2019(), {name: cell}), []), name)
    assert (made.state, made.text, made.raw) == (state, text, raw)
    assert "第3行" in made.hint


def test_absent_and_unread_cells_say_so() -> None:
    gone = without_cells(REPORT, "t4.review.total", "t4.review.other")
    unread = Unread("t4.review.other", "8或9", "page 3, table 2, row 4, column 3", "有两个数")
    sheet = lay_out(replace(gone, unread=(unread,)), [])
    assert box(sheet, "t4.review.total").state == "absent"
    made = box(sheet, "t4.review.other")
    assert (made.state, made.text) == ("unread", "8或9")
    assert part(sheet, "s4_review_litigation").unread[0].where == "第3页第2个表格第4行第3列"


def test_one_unread_text_for_many_cells_is_listed_once() -> None:
    cells = [cell for cell in REPORT.form.cells if cell.startswith("t4.")]
    unread = tuple(Unread(cell, "0 0 0", "line 9", "分不清") for cell in cells)
    sheet = lay_out(replace(without_cells(REPORT, "t4."), unread=unread), [])
    listed = part(sheet, "s4_review_litigation").unread
    assert [len(entry.cells) for entry in listed] == [15]


def test_unread_text_of_no_table_is_not_lost() -> None:
    sheet = lay_out(replace(REPORT, unread=(Unread("", "12", "line 4", "不知属于哪张表"),)), [])
    assert [entry.raw for entry in sheet.unplaced] == ["12"]


def test_missing_section_and_table_are_shown_as_missing() -> None:
    sheet = lay_out(without_sections(without_cells(REPORT, "t3."), "s6_other"), [])
    assert not part(sheet, "s6_other").found
    table = part(sheet, "s3_requests").table
    assert table is not None
    assert not table.found


def test_other_title_is_shown_with_the_official_one() -> None:
    sections = (replace(REPORT.sections[0], title="概述"), *REPORT.sections[1:])
    made = part(lay_out(replace(REPORT, sections=sections), []), "s1_overview")
    assert (made.heading, made.official) == ("一、概述", "一、总体情况")


def test_section_that_the_form_does_not_know_is_shown_last() -> None:
    extra = Section("", "七", "附件", "line 90", paragraphs("见网站。"))
    sheet = lay_out(replace(REPORT, sections=(*REPORT.sections, extra)), [finding("section7/p1")])
    assert (sheet.parts[-1].heading, len(sheet.parts[-1].notes)) == ("七、附件", 1)


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("line 57", "第57行"),
        ("table 3, row 4, column 1", "第3个表格第4行第1列"),
        ("粘贴处", "粘贴处"),
        ("", ""),
    ],
)
def test_places_are_told_in_words(where: str, words: str) -> None:
    assert spot(where) == words
