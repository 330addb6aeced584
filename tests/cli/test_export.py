"""`gongkai report export`: a report in its official form, beside its source or where it is wanted."""

from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest

from gongkai.cli import report as command
from gongkai.documents.annual.package import opened
from gongkai.documents.loading import load
from gongkai.law.report.content import Unread
from tests.cli.terminal import run, save
from tests.law.report.reports import balanced_2019, balanced_2021, township_2021

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return save(balanced_2021(), tmp_path / "云岭.json")


@pytest.mark.parametrize("kind", ["docx", "pdf", "xlsx", "html"])
def test_the_same_figures_beside_the_source(capsysbinary: Capture, source: Path, kind: str) -> None:
    ran = run(capsysbinary, "report", "export", source, f"--{kind}")
    assert (ran.code, ran.out) == (0, b"")
    made = load(source.with_suffix(f".{kind}"))
    assert {cell: made.value(cell) for cell in made.form.cells} == {
        cell: balanced_2021().value(cell) for cell in made.form.cells
    }


def test_package_for_another_platform(capsysbinary: Capture, tmp_path: Path) -> None:
    source = save(balanced_2019(), tmp_path / "a.json")
    ran = run(capsysbinary, "report", "export", source, "--zip", "-o", tmp_path / "包.zip")
    found = opened((tmp_path / "包.zip").read_bytes(), "包.zip")
    assert (ran.code, found.faults) == (0, ())
    assert [(each.agency, each.year) for each in found.deposits] == [("云岭县人民政府", 2020)]
    assert found.digest in ran.err


def test_package_needs_a_year(capsysbinary: Capture, tmp_path: Path) -> None:
    source = save(replace(township_2021(), report_year=None), tmp_path / "a.json")
    ran = run(capsysbinary, "report", "export", source, "--zip")
    assert ran.code == 2
    assert "没有写明年度" in ran.err
    assert not (tmp_path / "a.zip").exists()


def test_without_charts(capsysbinary: Capture, source: Path, tmp_path: Path) -> None:
    for name, more in (("with", []), ("without", ["--no-charts"])):
        run(capsysbinary, "report", "export", source, "--html", "-o", tmp_path / name, *more)
    assert b"<svg" in (tmp_path / "with").read_bytes()
    assert b"<svg" not in (tmp_path / "without").read_bytes()


def test_what_is_lost_is_told(capsysbinary: Capture, tmp_path: Path) -> None:
    odd = replace(township_2021(), unread=(Unread("", "?", "line 1", "不明"),))
    ran = run(capsysbinary, "report", "export", save(odd, tmp_path / "a.json"), "--html")
    assert "有 1 处未能识读，没有写进表格。" in ran.err


def test_a_kind_must_be_named(capsysbinary: Capture, source: Path) -> None:
    ran = run(capsysbinary, "report", "export", source)
    assert ran.code == 2
    assert "请给出 --docx、--pdf、--xlsx、--html 或 --zip 中的一个" in ran.err


def test_nothing_is_overwritten_unasked(capsysbinary: Capture, source: Path) -> None:
    target = source.with_suffix(".html")
    target.write_text("旧")
    assert run(capsysbinary, "report", "export", source, "--html").code == 2
    assert target.read_text() == "旧"
    assert run(capsysbinary, "report", "export", source, "--html", "--force").code == 0
    assert target.read_text().startswith("<!doctype html>")


def test_the_source_is_never_overwritten(capsysbinary: Capture, source: Path) -> None:
    whole = load(source)
    run(capsysbinary, "report", "export", source, "--xlsx")
    sheet = source.with_suffix(".xlsx")
    before = sheet.read_bytes()
    ran = run(capsysbinary, "report", "export", sheet, "--xlsx", "--force")
    assert ran.code == 2
    assert "就是原文件" in ran.err
    assert sheet.read_bytes() == before
    assert load(source) == whole


def test_file_that_is_no_report(capsysbinary: Capture, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("一封信")
    ran = run(capsysbinary, "report", "export", tmp_path / "a.txt", "--docx")
    assert ran.code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_base_install_says_what_is_lacking(
    capsysbinary: Capture, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda name: None if name == "docx" else find_spec(name))
    for kind in ("--docx", "--pdf", "--zip"):
        ran = run(capsysbinary, "report", "export", source, kind)
        assert ran.code == 2
        assert "pip install 'gongkai[web]'" in ran.err
    assert run(capsysbinary, "report", "export", source, "--html").code == 0
