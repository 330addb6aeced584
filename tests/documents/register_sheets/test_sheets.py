"""Files of registers, whatever format: every cell under its field, every fault at its place, nothing dropped."""

import csv
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.register_sheets import open_sheet, rows
from gongkai.law.registers import definition, read
from tests.documents.register_sheets.files import (
    HEADS,
    KEYS,
    PENALTY,
    as_csv,
    as_lines,
    as_xlsx,
    lines,
    table,
)
from tests.law.registers.rows import penalties

FORMATS: dict[str, Callable[[list[list[str]]], bytes]] = {
    "处罚.csv": as_csv,
    "处罚.xlsx": as_xlsx,
    "处罚.jsonl": as_lines,
}


@pytest.mark.parametrize("name", FORMATS)
def test_rows_are_read_in_every_format(tmp_path: Path, name: str) -> None:
    found = lines(tmp_path, FORMATS[name](table(3)), name)
    assert [line.cells for line in found] == list(penalties(3))
    assert [line.row for line in found] == ([1, 2, 3] if name.endswith("jsonl") else [2, 3, 4])
    assert not any(line.faults or line.beside for line in found)


@pytest.mark.parametrize("name", FORMATS)
def test_reading_goes_on_behind_a_row(tmp_path: Path, name: str) -> None:
    data = FORMATS[name](table(5))
    whole = lines(tmp_path, data, name)
    assert lines(tmp_path, data, name, after=whole[2].row) == whole[3:]


@pytest.mark.parametrize("name", FORMATS)
def test_one_row_too_many_is_refused(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "ROWS", 3)
    assert len(lines(tmp_path, FORMATS[name](table(3)), name)) == 3
    with pytest.raises(Unreadable, match="超过3行"):
        lines(tmp_path, FORMATS[name](table(4)), name)


def test_the_limit_is_a_million() -> None:
    assert rows.ROWS == 1_000_000
    assert "超过1,000,000行" in str(rows.too_many("处罚.csv"))


@pytest.mark.parametrize("name", FORMATS)
def test_memory_does_not_grow_with_the_rows(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongkai.documents.register_sheets.strings._REMEMBERED", 100)

    def peak(count: int) -> int:
        place = tmp_path / "many"
        place.write_bytes(FORMATS[name](table(count)))
        tracemalloc.start()
        with open_sheet(place, name, PENALTY) as sheet:
            assert sum(1 for _ in sheet.lines()) == count
        reached = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return reached

    # The encoding is judged by a first megabyte, which the smaller file fills.
    assert peak(9000) < peak(4500) + 500_000


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    found = lines(tmp_path, as_csv(table(2), encoding, delimiter))
    assert [line.cells for line in found] == list(penalties(2))


def test_a_line_in_another_encoding_costs_that_line(tmp_path: Path) -> None:
    data = as_csv(table(200))
    first, second, rest = data.split(b"\r\n", 2)
    wrong = as_csv([table(1)[1]], "gb18030").strip()
    found = lines(tmp_path, b"\r\n".join([first, wrong, second, rest]))
    readings = [read(PENALTY, line.cells) for line in found]
    assert [line.row for line, reading in zip(found, readings, strict=True) if reading.faults] == [2]
    assert all("UTF-8" in fault.message or "不在" in fault.message for fault in readings[0].faults)


def test_titles_and_remarks_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    above = [["云岭县行政处罚信息公示表"], [], ["填报单位：云岭县市场监督管理局"]]
    for data, name in ((as_csv([*above, *table(2)]), "a.csv"), (as_xlsx([*above, *table(2)]), "a.xlsx")):
        assert [line.row for line in lines(tmp_path, data, name)] == [5, 6]


def test_empty_rows_count_and_are_left_out(tmp_path: Path) -> None:
    given = table(2)
    found = lines(tmp_path, as_csv([given[0], [], ["", " "], *given[1:]]))
    assert [line.row for line in found] == [4, 5]


def test_usual_names_marks_and_units_of_headings(tmp_path: Path) -> None:
    given = table(1)
    given[0] = [*given[0], "*罚款金额（单位：万元）", "没收金额(元)"]
    given[0][0] = "决定书 文号（必填）"
    given[1] = [*given[1], "0.05", "12.5"]
    (line,) = lines(tmp_path, as_csv(given))
    assert line.cells["document_no"] == "云监罚决〔2021〕1号"
    assert line.cells["fine"] == "0.05万元"
    assert str(read(PENALTY, line.cells).values["fine"]) == "500.00"
    assert str(read(PENALTY, line.cells).values["confiscated"]) == "12.50"


def test_the_mapping_of_a_source_goes_first(tmp_path: Path) -> None:
    given = table(1)
    given[0] = [*given[0], "罚没（万元）", "更新时间", "内部编号", "案由"]
    given[1] = [*given[1], "0.05", "2021-03-02 08:00", "7", "丢弃"]
    given[0][4] = "违法情形"
    mapping = {"罚没（万元）": "fine", "更新时间": "@as_of", "违法情形": "violation", "案由": ""}
    place = tmp_path / "file"
    place.write_bytes(as_csv(given))
    with open_sheet(place, "a.csv", PENALTY, mapping) as sheet:
        assert sheet.columns["违法情形"] == "violation"
        assert sheet.columns["更新时间"] == "@as_of"
        assert sheet.ignored == ("内部编号", "案由")
        (line,) = sheet.lines()
    assert line.cells == {**next(penalties(1)), "fine": "0.05万元"}
    assert line.beside == {"@as_of": "2021-03-02 08:00"}


def test_the_same_in_json_lines(tmp_path: Path) -> None:
    row = {**next(penalties(1)), "fine": 500.10, "更新时间": "2021-03-02", "案号": "7", "open": True}
    data = as_lines([list(row), list(row.values())])
    (line,) = lines(tmp_path, data, "a.jsonl", {"更新时间": "@as_of", "案号": ""})
    assert line.cells == {**next(penalties(1)), "fine": "500.1", "open": "是"}
    assert line.beside == {"@as_of": "2021-03-02"}


@pytest.mark.parametrize(
    ("head", "says"),
    [
        (["名称", "备注"], "没有找到行政处罚决定的列名"),
        (HEADS[1:], "缺少必填的列：行政处罚决定文书号"),
        ([*HEADS, HEADS[0]], "有两列“行政处罚决定文书号”"),
        ([*HEADS, "案由"], "的“违法行为类型”和“案由”是同一个项目"),
        ([*HEADS, *(f"列{number}" for number in range(300))], "300列"),
    ],
)
def test_headings_that_do_not_fit_are_refused(tmp_path: Path, head: list[str], says: str) -> None:
    for data, name in ((as_csv([head, *table(1)[1:]]), "a.csv"), (as_xlsx([head, *table(1)[1:]]), "a.xlsx")):
        with pytest.raises(Unreadable, match=says):
            lines(tmp_path, data, name)


def test_what_stands_under_no_heading_is_told(tmp_path: Path) -> None:
    given = table(1)
    (line,) = lines(tmp_path, as_csv([given[0], [*given[1], "", "多"]]))
    assert "第12列没有标题" in line.faults[0][1]


def test_the_apostrophe_that_marks_a_text_is_no_part_of_it(tmp_path: Path) -> None:
    given = table(1)
    given[1][0] = "'云监罚决〔2021〕1号"
    (line,) = lines(tmp_path, as_csv(given))
    assert line.cells["document_no"] == "云监罚决〔2021〕1号"


@pytest.mark.parametrize(
    ("data", "name", "says"),
    [
        (b"", "a.csv", "空文件"),
        (b"\xef\xbb\xbf  \n", "a.csv", "空文件"),
        (b"[{}]", "a.json", "JSON 数组"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xls", "旧版 Excel"),
        (b"PK\x03\x04broken", "a.xlsx", "已损坏"),
        (bytes(range(256)) * 40, "a.csv", "不是 UTF-8"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, data: bytes, name: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        lines(tmp_path, data, name)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="无法读取"), open_sheet(tmp_path / "none", "a.csv", PENALTY):
        pass


def test_a_quote_that_is_never_closed_ends_the_reading(tmp_path: Path) -> None:
    data = as_csv(table(1)) + b'"' + "长,\r\n".encode() * 50_000
    before = csv.field_size_limit(rows.CELL)  # one of the process: another test may have raised it
    try:
        with pytest.raises(Unreadable, match="第3行有错"):
            lines(tmp_path, data)
    finally:
        csv.field_size_limit(before)


@pytest.mark.parametrize(
    ("line", "where", "says"),
    [
        ("{", "", "不是完整的 JSON"),
        ("[1]", "", "JSON 对象"),
        ('{"a": NaN}', "", "不是完整的 JSON"),
        ("[" * 5000 + "]" * 5000, "", "不是完整的 JSON"),
        ('{"content": "a", "content": "b"}', "content", "写了两次"),
        ('{"content": "a", "处罚内容": "b"}', "处罚内容", "写了两次"),
        ('{"colour": "red"}', "colour", "没有这个项目"),
        ('{"content": ["a"]}', "content", "不能是列表"),
        ('{"content": "%s"}' % ("长" * 40_001), "content", "超过40000个字"),
        ('{"content": "%s"}' % ("长" * 1_100_000), "", "不像一行数据"),
    ],
)
def test_a_wrong_line_of_json_costs_that_line(tmp_path: Path, line: str, where: str, says: str) -> None:
    good = as_lines([KEYS, table(1)[1]])
    found = lines(tmp_path, good + line.encode() + b"\n\n" + good, "a.jsonl")
    assert [each.row for each in found] == [1, 2, 4]
    assert found[1].faults[0][0] == where
    assert says in found[1].faults[0][1]
    assert not found[0].faults
    assert not found[2].faults


def test_null_in_json_is_nothing(tmp_path: Path) -> None:
    (line,) = lines(tmp_path, b'{"content": null, "fine": 5}', "a.jsonl")
    assert line.cells == {"fine": "5"}


def test_a_register_of_one_needed_column_is_found_by_it(tmp_path: Path) -> None:
    plan = definition("emergency_plan")
    heads = [field.label for field in plan.fields if field.required]
    (line,) = lines(tmp_path, as_csv([heads, heads]), register=plan)
    assert line.cells["name"] == "预案名称"
