"""The calendar of an installation: the shipped holiday notices and those that were added before a release carries them."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from gongkai.law.calendar.notices import Notice, UnusableNotice, read_notices
from gongkai.law.calendar.workdays import Calendar, official

LARGEST = 1_000_000  # bytes; a notice has one or two thousand


class BadHolidays(ValueError):
    """Added notices that cannot be used; the message names the file, says why and what to do, in Chinese."""


def holidays_folder() -> Path | None:
    """The folder for added notices that the environment names, if it names one."""
    named = os.environ.get("GONGKAI_HOLIDAYS", "").strip()
    return Path(named) if named else None


def installed_calendar() -> Calendar:
    """The calendar by which this installation counts: pages, commands and jobs all ask here. Raises BadHolidays."""
    return calendar_with(holidays_folder())


@cache
def calendar_with(folder: Path | None) -> Calendar:
    """The shipped notices and those in the .toml files of a folder, in the order of their names; None: only the shipped.

    Read once for each folder: a process must be started anew to see a new file. Raises BadHolidays.
    """
    if folder is None:
        return official()
    return official().with_notices(notice for file in _files(folder) for notice in _notices(file))


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.name.endswith(".toml"))
    except OSError as error:
        raise BadHolidays(
            f"放假安排的文件夹“{folder}”不能读取（{error.strerror}），请检查环境变量 GONGKAI_HOLIDAYS。"
        ) from None


def _notices(file: Path) -> Iterator[Notice]:
    try:
        if file.stat().st_size > LARGEST:
            raise _refusal(file, "过大，不是放假安排")
        yield from read_notices(file.read_text("utf-8"), f"“{file.name}”")
    except OSError as error:
        raise _refusal(file, f"不能读取（{error.strerror}）") from None
    except UnicodeDecodeError:
        raise _refusal(file, "不是 UTF-8 编码的文本") from None
    except UnusableNotice as error:
        raise BadHolidays(f"放假安排文件{error}{_advice(file)}") from None


def _refusal(file: Path, why: str) -> BadHolidays:
    return BadHolidays(f"放假安排文件“{file.name}”{why}。{_advice(file)}")


def _advice(file: Path) -> str:
    return f"请改正这个文件，或者把它移出文件夹“{file.parent}”。"
