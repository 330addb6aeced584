"""The five published reports, cell by cell, as a careful reader reads them.

A cell that is not named here is 0. `blank` cells are printed empty; `unreadable` prefixes name cells that
nobody can read from the text, because figures are missing and nothing says which.
"""

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from gongkai.documents.reading import read

CASES = tomllib.loads((Path(__file__).parent / "seeds.toml").read_text("utf-8"), parse_float=Decimal)


@pytest.mark.parametrize("name", CASES)
def test_every_cell(name: str, seeds: Path) -> None:
    case = CASES[name]
    report = read((seeds / f"{name}.txt").read_bytes(), f"{name}.txt")
    unreadable = tuple(case.get("unreadable", ()))
    expected: dict[str, object] = {
        cell_id: 0 for cell_id in report.form.cells if not cell_id.startswith(unreadable)
    }
    expected |= dict.fromkeys(case.get("blank", ()))
    expected |= {key: value for block in case["cells"].values() for key, value in block.items()}
    assert {cell_id: cell.value for cell_id, cell in report.cells.items()} == expected
    assert {unread.cell for unread in report.unread} == {
        c for c in report.form.cells if c.startswith(unreadable)
    }


@pytest.mark.parametrize("name", CASES)
def test_head_and_sections(name: str, seeds: Path) -> None:
    case = CASES[name]
    report = read((seeds / f"{name}.txt").read_bytes(), f"{name}.txt")
    assert (report.format, report.agency_name, report.report_year) == (
        case["format"],
        case["agency"],
        case["year"],
    )
    assert (report.published_on and report.published_on.isoformat()) == case.get("published")
    assert "".join(section.number for section in report.sections) == case["sections"]
    assert report.title.replace(" ", "").endswith("年度报告")


@pytest.mark.parametrize("name", CASES)
def test_prose_holds_no_table_and_ends_in_sentences(name: str, seeds: Path) -> None:
    report = read((seeds / f"{name}.txt").read_bytes(), f"{name}.txt")
    for section in report.sections:
        for paragraph in section.paragraphs:
            assert "\t" not in paragraph.text
            assert paragraph.where.startswith("line ")


def test_every_value_has_its_place(seeds: Path) -> None:
    report = read((seeds / "ledu-district-2020.txt").read_bytes(), "x.txt")
    cell = report.cells["t2.art20_9.central_procurement.procurement_amount_wan"]
    assert (cell.raw, cell.where) == ("8.7万", "line 52")
