"""Catalogues out and in again, and the printed form itself."""

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.documents.catalogue_sheets import Line, read_catalogue, to_csv, to_xlsx
from gongkai.law.metadata import Audience, Carrier, fields
from tests.documents.catalogue.sheets import line

GOLDEN = Path(__file__).with_name("golden.txt")

LINES = (
    line(1),
    line(2, carriers=("website", "notice_board"), audience="group", audience_group="低保对象"),
    line(3, item_l1="部门预算", item_l2="", mode="on_request", levels=("county",), body=""),
    line(1, sheet="养老服务", field="elderly_care", item_l1="养老服务补贴", levels=("township", "village")),
)


def shown(data: bytes) -> str:
    """The cells and merged ranges of a workbook as text."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    told = []
    for sheet in book:
        told.append(f"== {sheet.title}")
        told.append("merged: " + " ".join(sorted(map(str, sheet.merged_cells.ranges))))
        for row in sheet.iter_rows():
            told += [f"{cell.coordinate}: {cell.value!r}" for cell in row if cell.value not in (None, "")]
    return "\n".join(told) + "\n"


def test_workbook_is_the_printed_form() -> None:
    assert shown(to_xlsx(LINES, "云岭县")) == GOLDEN.read_text("utf-8")


def test_workbook_comes_back_as_it_went_out() -> None:
    read = read_catalogue(to_xlsx(LINES), "目录.xlsx")
    assert (read.lines, read.faults) == (LINES, ())


def test_csv_comes_back_as_it_went_out() -> None:
    read = read_catalogue(to_csv(LINES), "目录.csv")
    assert read.faults == ()
    assert read.lines == tuple(replace(one, sheet="表", row=at) for at, one in enumerate(LINES, 2))


def test_csv_holds_nothing_that_runs() -> None:
    text = to_csv([line(item_l1="-1项", body="=1+1")]).decode("utf-8-sig")
    assert "'=1+1" in text


words = (
    st.text(st.sampled_from("甲乙丙丁一二三（）、。《》 aA1"), min_size=1, max_size=12)
    .map(lambda text: "项" + " ".join(text.split()))
    .map(str.strip)
)
lines = st.builds(
    Line,
    sheet=st.just(""),
    row=st.just(0),
    field=st.sampled_from(list(fields())),
    item_l1=words,
    item_l2=st.just("") | words,
    elements=st.lists(words, min_size=1, max_size=4).map(tuple),
    basis=st.lists(words, min_size=1, max_size=3).map(tuple),
    time_limit=words,
    body=st.just("") | words,
    carriers=st.sets(st.sampled_from(list(Carrier)), min_size=1).map(
        lambda chosen: tuple(each.value for each in Carrier if each in chosen)
    ),
    audience=st.sampled_from([each.value for each in Audience]),
    audience_group=st.just(""),
    mode=st.sampled_from(["proactive", "on_request"]),
    levels=st.sampled_from([(), ("county",), ("township",), ("county", "township"), ("village",)]),
)


@settings(max_examples=40)
@given(st.lists(lines, min_size=1, max_size=8))
def test_whatever_goes_out_comes_back(found: list[Line]) -> None:
    ordered = sorted(found, key=lambda one: list(fields()).index(one.field))
    for data in (to_xlsx(ordered), to_csv(ordered)):
        read = read_catalogue(data, "目录")
        assert [replace(one, sheet="", row=0) for one in read.lines] == ordered
