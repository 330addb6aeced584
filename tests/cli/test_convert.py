"""`gongkai report convert`: where the result goes, and what is never overwritten."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.documents.writing.as_json import to_json
from gongkai.law.report.content import Unread
from tests.cli.terminal import run, save
from tests.law.report.reports import township_2021

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return save(township_2021(), tmp_path / "青禾镇.json")


def test_json_to_the_screen(capsysbinary: Capture, source: Path) -> None:
    ran = run(capsysbinary, "report", "convert", source, "--to", "json")
    assert (ran.code, ran.err) == (0, "")
    assert json.loads(ran.out) == to_json(township_2021())


def test_csv_to_the_screen(capsysbinary: Capture, source: Path) -> None:
    ran = run(capsysbinary, "report", "convert", source, "--to", "csv")
    rows = list(csv.DictReader(ran.out.decode("utf-8-sig").splitlines()))
    assert [row["cell"] for row in rows] == list(township_2021().form.cells)


def test_workbook_beside_the_source(capsysbinary: Capture, source: Path) -> None:
    ran = run(capsysbinary, "report", "convert", source, "--to", "xlsx")
    assert (ran.code, ran.out) == (0, b"")
    assert str(source.with_suffix(".xlsx")) in ran.err
    assert source.with_suffix(".xlsx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("to", ["json", "csv", "xlsx"])
def test_named_target(capsysbinary: Capture, source: Path, tmp_path: Path, to: str) -> None:
    target = tmp_path / "out"
    ran = run(capsysbinary, "report", "convert", source, "--to", to, "-o", target)
    assert (ran.code, ran.out) == (0, b"")
    assert target.stat().st_size > 1000
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_existing_file_is_kept(capsysbinary: Capture, source: Path) -> None:
    target = source.with_suffix(".xlsx")
    target.write_text("旧")
    ran = run(capsysbinary, "report", "convert", source, "--to", "xlsx")
    assert ran.code == 2
    assert "--force" in ran.err
    assert target.read_text() == "旧"
    assert run(capsysbinary, "report", "convert", source, "--to", "xlsx", "--force").code == 0
    assert target.read_bytes().startswith(b"PK")


def test_source_is_never_overwritten(capsysbinary: Capture, source: Path) -> None:
    before = source.read_bytes()
    ran = run(capsysbinary, "report", "convert", source, "--to", "json", "-o", source, "--force")
    assert ran.code == 2
    assert "原文件" in ran.err
    assert source.read_bytes() == before


def test_missing_folder(capsysbinary: Capture, source: Path, tmp_path: Path) -> None:
    ran = run(capsysbinary, "report", "convert", source, "--to", "csv", "-o", tmp_path / "none" / "a.csv")
    assert ran.code == 2
    assert "无法写入" in ran.err


def test_unreadable_source_makes_no_file(capsysbinary: Capture, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{}")
    ran = run(capsysbinary, "report", "convert", tmp_path / "a.json", "--to", "xlsx")
    assert ran.code == 2
    assert "a.json" in ran.err
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize(("to", "warned"), [("csv", True), ("json", False)])
def test_unread_parts_are_mentioned_where_they_are_lost(
    capsysbinary: Capture, tmp_path: Path, to: str, warned: bool
) -> None:
    report = replace(township_2021(), unread=(Unread("t3.granted.total", "1O", "line 9", "写的不是数字0"),))
    ran = run(capsysbinary, "report", "convert", save(report, tmp_path / "a.json"), "--to", to)
    assert ran.code == 0
    assert ("1 处未能识读" in ran.err) is warned
