"""The headings of a file before it is read, and the empty tables of each register."""

import csv
import io
from pathlib import Path

import pytest

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.register_sheets import open_sheet
from gongkai.documents.register_sheets.peeking import Peeked, peek
from gongkai.documents.register_sheets.template import csv_template, xlsx_template
from gongkai.law.registers import definition, definitions

PENALTY = definition("administrative_penalty")


def place(folder: Path, data: bytes, name: str = "a.csv") -> Path:
    made = folder / name
    made.write_bytes(data)
    return made


def test_known_and_unknown_headings_with_what_is_below(tmp_path: Path) -> None:
    data = "某年处罚台账,,\n处罚日期,甲乙丙,\n2026-03-02,,丁\n2026-03-03,戊,\n".encode("gb18030")
    found = peek(place(tmp_path, data), "a.csv", PENALTY)
    assert found == (Peeked("处罚日期", "2026-03-02", "decided_on"), Peeked("甲乙丙", "戊", ""))


def test_no_heading_is_known(tmp_path: Path) -> None:
    data = "子,丑\n1,2\n".encode()
    assert peek(place(tmp_path, data), "a.csv", PENALTY) == (Peeked("子", "1", ""), Peeked("丑", "2", ""))


def test_the_mapping_of_the_source_goes_before(tmp_path: Path) -> None:
    data = "子,处罚日期\n1,2026-03-02\n".encode()
    found = peek(place(tmp_path, data), "a.csv", PENALTY, {"子": "fine", "处罚日期": ""})
    assert [each.key for each in found] == ["fine", ""]


def test_two_headings_for_one_thing_are_both_shown(tmp_path: Path) -> None:
    data = "文号,文书号\n1,2\n".encode()
    assert [each.key for each in peek(place(tmp_path, data), "a.csv", PENALTY)] == ["document_no"] * 2


def test_keys_of_json_lines(tmp_path: Path) -> None:
    data = '{"fine": 1.50}\n{"子": "丑", "fine": 2}\n'.encode()
    found = peek(place(tmp_path, data, "a.jsonl"), "a.jsonl", PENALTY)
    assert found == (Peeked("fine", "1.50", "fine"), Peeked("子", "丑", ""))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"{}\n"])
def test_what_is_no_table(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Unreadable):
        peek(place(tmp_path, data), "a", PENALTY)


def test_a_file_that_is_gone(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="请重新上传"):
        peek(tmp_path / "nothing", "a.csv", PENALTY)


@pytest.mark.parametrize("key", list(definitions()))
def test_each_register_reads_its_templates(tmp_path: Path, key: str) -> None:
    made = definition(key)
    for name, data in (("a.csv", csv_template(made)), ("a.xlsx", xlsx_template(made))):
        with open_sheet(place(tmp_path, data, name), name, made) as sheet:
            assert list(sheet.columns.values()) == [field.key for field in made.fields]
            assert sheet.ignored == ()
    heads = next(csv.reader(io.StringIO(csv_template(made).decode("utf-8-sig"))))
    assert heads == [field.label for field in made.fields]
