"""Holiday notices that an installation adds: read from a folder, refused with the name of the file."""

import re
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest

from gongkai.documents.holidays import (
    LARGEST,
    BadHolidays,
    calendar_with,
    holidays_folder,
    installed_calendar,
    look_again,
)
from gongkai.law.calendar.workdays import official
from tests.conftest import ROOT

ADDED = """
[[notice]]
title = "国务院办公厅关于2030年部分节假日安排的通知"
number = "国办发明电〔2029〕1号"
published_on = 2029-11-01
year = 2030

[[notice.holiday]]
name = "元旦"
off = [[2030-01-01, 2030-01-04]]
work = [2030-01-05]

[[notice.holiday]]
name = "春节"
off = [[2030-02-02, 2030-02-08]]

[[notice.holiday]]
name = "清明节"
off = [2030-04-05]

[[notice.holiday]]
name = "劳动节"
off = [[2030-05-01, 2030-05-03]]

[[notice.holiday]]
name = "端午节"
off = [2030-06-05]

[[notice.holiday]]
name = "中秋节"
off = [2030-09-12]

[[notice.holiday]]
name = "国庆节"
off = [[2030-10-01, 2030-10-07]]
"""
FRIDAY, SATURDAY = date(2030, 1, 4), date(2030, 1, 5)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "2030.toml").write_text(ADDED, encoding="utf-8")
    return tmp_path


def test_without_a_folder_the_shipped_notices_count() -> None:
    assert calendar_with(None) is official()
    assert official().works(FRIDAY)
    assert not official().works(SATURDAY)


def test_added_notice_counts(folder: Path) -> None:
    calendar = calendar_with(folder)
    assert not calendar.works(FRIDAY)
    assert calendar.works(SATURDAY)
    assert calendar.settled(FRIDAY, SATURDAY)
    assert calendar.works(date(2026, 9, 20)), "the shipped notices still count"


def test_example_of_the_manual_can_be_used(tmp_path: Path) -> None:
    manual = (ROOT / "docs" / "operators" / "holidays.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```toml\n(.*?)```", manual, re.DOTALL)
    (tmp_path / "2027.toml").write_text(dedent("   " + example.lstrip()), encoding="utf-8")
    calendar = calendar_with(tmp_path)
    assert calendar.settled(date(2027, 1, 1), date(2027, 12, 31))
    assert calendar.works(date(2027, 10, 9))


def test_empty_folder_adds_nothing(tmp_path: Path) -> None:
    assert calendar_with(tmp_path) == official()


def test_other_files_are_passed_over(folder: Path) -> None:
    (folder / "README.txt").write_text("说明", encoding="utf-8")
    assert calendar_with(folder).works(SATURDAY)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"[[notice]", "TOML"),
        (b"\xff\xfe\x00", "不是 UTF-8 编码的文本"),
        (b"[[notice]]\ntitle = '\xe9\x80\x9a\xe7\x9f\xa5'\n", "请"),
        (b"#" * (LARGEST + 1), "过大"),
    ],
)
def test_bad_file_is_refused_by_name(folder: Path, data: bytes, says: str) -> None:
    (folder / "bad.toml").write_bytes(data)
    with pytest.raises(BadHolidays) as refused:
        calendar_with(folder)
    assert "“bad.toml”" in str(refused.value)
    assert says in str(refused.value)
    assert f"移出文件夹“{folder}”" in str(refused.value)


def test_mended_file_is_read(folder: Path) -> None:
    bad = folder / "bad.toml"
    bad.write_text("[[notice]", encoding="utf-8")
    with pytest.raises(BadHolidays):
        calendar_with(folder)
    bad.unlink()
    assert calendar_with(folder).works(SATURDAY)


def test_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(BadHolidays, match="GONGKAI_HOLIDAYS"):
        calendar_with(tmp_path / "none")


def test_folder_in_place_of_a_file(folder: Path) -> None:
    (folder / "2031.toml").mkdir()
    with pytest.raises(BadHolidays, match=r"“2031\.toml”不能读取"):
        calendar_with(folder)


@pytest.mark.parametrize(
    ("value", "folder"), [(None, None), ("", None), (" ", None), ("/etc/gongkai", Path("/etc/gongkai"))]
)
def test_environment_names_the_folder(
    monkeypatch: pytest.MonkeyPatch, value: str | None, folder: Path | None
) -> None:
    monkeypatch.delenv("GONGKAI_HOLIDAYS", raising=False)
    if value is not None:
        monkeypatch.setenv("GONGKAI_HOLIDAYS", value)
    assert holidays_folder() == folder


def test_installation_counts_by_the_folder_it_names(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("GONGKAI_HOLIDAYS", str(folder))
    assert installed_calendar() is calendar_with(folder)
    monkeypatch.delenv("GONGKAI_HOLIDAYS")
    look_again()
    assert installed_calendar() is official()
