"""All reports as open data: what the files hold, that they are safe to open, sent again only when something changed."""

import csv
import io
import json
from dataclasses import replace
from datetime import date
from threading import BoundedSemaphore
from zipfile import ZipFile

import pytest
from django.http import HttpResponseBase
from django.test import Client
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.actions import rename
from gongkai.agencies.queries import by_slugs
from gongkai.annual_reports.queries import released
from gongkai.documents.writing.all_reports import CELLS, COLUMNS
from gongkai.documents.writing.as_json import from_json
from gongkai.portal.observatory import data
from gongkai.records.access import OPERATOR
from tests.annual_reports.stored import NOON, register, take_in
from tests.law.report.reports import balanced_2019, balanced_2021, with_cells
from tests.portal.pages import page, words
from tests.portal.public import data_of

pytestmark = pytest.mark.django_db

CSV = "/nb/sj/cells.csv"
LINES = "/nb/sj/reports.jsonl"
BOOK = "/nb/sj/2025.xlsx"


def answer(address: str, **headers: str) -> HttpResponseBase:
    return Client().get(address, headers=headers)


def lines_of(address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data_of(answer(address)).decode("utf-8-sig"))))


@pytest.fixture(autouse=True)
def _two_reports() -> None:
    """A county's reports in both forms; one figure of the newer is blank."""
    register()
    take_in(balanced_2019())
    take_in(with_cells(balanced_2021(), {"t3.granted.org_other": None}))


def test_catalogue_offers_what_there_is() -> None:
    html = page("/nb/sj/")
    text = words(html)
    assert "2025 1 份" in text
    assert "2020 1 份" in text
    for name in (*COLUMNS, *CELLS):
        assert f"<code>{name}</code>" in html


def test_csv_has_a_line_for_each_cell() -> None:
    lines = lines_of(CSV)
    assert list(lines[0]) == list(COLUMNS)
    assert len(lines) == 198 + 200
    held = {(line["year"], line["cell"]): line for line in lines}
    line = held["2025", "t2.art20_6.admin_penalty.decisions_this_year"]
    assert (line["agency"], line["agency_name"], line["level"]) == ("yunling", "云岭县人民政府", "county")
    assert (line["value"], line["unit"], line["format"]) == ("6937489", "件", "format_2021")
    assert held["2025", "t3.granted.org_other"]["value"] == ""
    assert held["2020", "t2.art20_9.central_procurement.procurement_amount_wan"]["value"] == "3528.416"


def test_one_year_is_taken_alone() -> None:
    assert {line["year"] for line in lines_of(f"{CSV}?nd=2020")} == {"2020"}
    assert len(data_of(answer(f"{LINES}?nd=2020")).splitlines()) == 1
    for wrong in ("1999", "abcd", "20255"):
        assert answer(f"{CSV}?nd={wrong}").status_code == 404
        assert answer(f"{LINES}?nd={wrong}").status_code == 404


def test_only_the_newest_version_is_there() -> None:
    take_in(with_cells(balanced_2021(), {"t2.art20_6.admin_coercion.decisions_this_year": 4}))
    lines = [line for line in lines_of(CSV) if line["year"] == "2025"]
    assert {line["version"] for line in lines} == {"2"}
    held = {line["cell"]: line["value"] for line in lines}
    assert held["t2.art20_6.admin_coercion.decisions_this_year"] == "4"


def test_lines_of_json_are_reports() -> None:
    first, second = map(json.loads, data_of(answer(LINES)).splitlines())
    assert from_json(first["report"]) == balanced_2019()
    assert second["agency"] == {
        "slug": "yunling",
        "name": "云岭县人民政府",
        "region": "虚构省",
        "level": "county",
        "kind": "government",
    }
    assert second["url"] == "http://testserver/zfxxgk/yunling/nb/2025/"


def test_name_is_that_of_the_year_and_can_run_nothing() -> None:
    (county,) = by_slugs(["yunling"]).values()
    rename(
        agency_id=county.id,
        name="=云岭市人民政府",
        on=date(2025, 7, 1),
        by=OPERATOR,
        at=NOON,
        reason="虚构示例",
    )
    names = {line["year"]: line["agency_name"] for line in lines_of(CSV)}
    assert names == {"2020": "云岭县人民政府", "2025": "'=云岭市人民政府"}
    book = load_workbook(io.BytesIO(data_of(answer(BOOK))))
    cell = book["表二"]["B3"]
    assert (cell.value, cell.data_type) == ("=云岭市人民政府", "s")
    with ZipFile(io.BytesIO(data_of(answer(BOOK)))) as archive:
        assert b"<f>" not in b"".join(archive.read(name) for name in archive.namelist())


def test_workbook_has_a_row_for_each_body() -> None:
    register("zhen", "青禾镇人民政府", level="township")
    take_in(replace(balanced_2021(), agency_name="青禾镇人民政府"), "zhen")
    take_in(replace(balanced_2019(), report_year=2025), "yunling")
    book = load_workbook(io.BytesIO(data_of(answer(BOOK))))
    assert book.sheetnames == ["表二", "表三", "表四", "说明", "单元格"]
    names, keys, *rows = book["表三"].values
    assert len(names) == len(keys) == 6 + 175
    held = dict(zip(keys, rows[0], strict=True))
    assert (held["agency"], held["t3.new_received.total"]) == ("zhen", 14069)
    assert len(rows) == 1
    assert "没有列入（表式不符）：云岭县人民政府" in [row[0] for row in book["说明"].values]


@pytest.mark.parametrize("address", ["/nb/sj/1999.xlsx", "/nb/sj/2015.xlsx"])
def test_year_without_reports_or_form_has_no_workbook(address: str) -> None:
    take_in(replace(balanced_2019(), report_year=2015))
    assert answer(address).status_code == 404


def test_busy_machine_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    taken = BoundedSemaphore(1)
    taken.acquire()
    monkeypatch.setattr(data, "PATIENCE", 0.01)
    monkeypatch.setattr(data, "turns", taken)
    assert answer(BOOK).status_code == 503


@pytest.mark.parametrize("address", [CSV, LINES, BOOK])
def test_what_has_not_changed_is_not_sent_again(address: str) -> None:
    first = answer(address)
    assert data_of(first)
    assert first["Last-Modified"] == "Sun, 01 Mar 2026 04:00:00 GMT"
    assert "attachment" in first["Content-Disposition"]
    assert answer(address, if_none_match=first["ETag"]).status_code == 304
    (county,) = by_slugs(["yunling"]).values()
    rename(
        agency_id=county.id,
        name="云岭市人民政府",
        on=date(2026, 2, 1),
        by=OPERATOR,
        at=NOON,
        reason="虚构示例",
    )
    again = answer(address, if_none_match=first["ETag"])
    assert again.status_code == 200
    assert data_of(again)


def test_more_reports_are_read_in_pages(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    monkeypatch.setattr(released, "PAGE", 2)
    monkeypatch.setattr(data, "_CHUNK", 100)
    for year in (2021, 2022, 2023):
        take_in(replace(balanced_2021(), report_year=year))
    with django_assert_num_queries(3 + 3 * 2):  # the third page is short, and the last
        assert len(lines_of(CSV)) == 198 + 4 * 200


def test_list_of_cells_tells_what_is_connected() -> None:
    lines = list(csv.reader(io.StringIO(Client().get("/nb/sj/columns.csv").content.decode("utf-8-sig"))))
    assert lines[0] == list(CELLS)
    assert len(lines) == 1 + 198 + 200
    held = {(line[1], line[0]): line for line in lines[1:]}
    assert (
        held["format_2019", "t2.art20_5.admin_license.decisions"][4]
        == "t2.art20_5.admin_license.decisions_this_year"
    )
    assert held["format_2019", "t3.other_handling.total"][4] == "t3.other.total"
    assert held["format_2021", "t3.other_misc.total"][4] == "t3.other_misc.total"
