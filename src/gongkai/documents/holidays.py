"""The calendar of an installation: the shipped holiday notices and those that were added before a release carries them.

They are added in two ways: as files in a folder that the environment names, read once by each process, and in the desk. A
notice that was approved there lies in a folder beside the stored files, which all processes share: each sees within a second
what is put there or taken away.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from time import monotonic

from gongkai.law.calendar.notices import Notice, UnusableNotice, read_notices
from gongkai.law.calendar.workdays import Calendar, official

LARGEST = 1_000_000  # bytes; a notice has one or two thousand
FRESH = 1.0
"""Seconds after which a process looks again whether a notice was put in place."""
ENTERED = "holidays"
_ENDING = ".toml"

_Stamp = tuple[tuple[str, int, int], ...]


class BadHolidays(ValueError):
    """Added notices that cannot be used; the message names the file, says why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """The calendar as it was last looked up, and until when it is taken unseen."""

    until: float
    calendar: Calendar


_kept: _Kept | None = None


def holidays_folder() -> Path | None:
    """The folder for added notices that the environment names, if it names one."""
    named = os.environ.get("GONGKAI_HOLIDAYS", "").strip()
    return Path(named) if named else None


def entered_folder() -> Path:
    """Where approved notices of the desk lie: beside the stored files, which all machines of an installation share.

    The environment is read as the settings read it, for commands that count days without them.
    """
    files = os.environ.get("GONGKAI_FILES", "").strip()
    data = Path(os.environ.get("GONGKAI_DATA", "").strip() or "var")
    return (Path(files) if files else data / "files").resolve() / ENTERED


def installed_calendar() -> Calendar:
    """The calendar by which this installation counts: pages, commands and jobs all ask here. Raises BadHolidays.

    Asked hundreds of thousands of times a night: environment and folder are looked at once a second at most.
    """
    kept = _kept
    if kept is not None and monotonic() < kept.until:
        return kept.calendar
    return _looked_up()


def look_again() -> None:
    """Have this process see at once what was put in place, and not only within a second."""
    global _kept  # noqa: PLW0603 - one calendar for the process
    _kept = None


def put_in_place(texts: Mapping[str, str]) -> None:
    """Have exactly these notices of the desk in force, by the names of their files: written whole or not at all.

    What lies there already is left alone; what is not among them is taken away. OSError where the folder cannot be written.
    """
    folder = entered_folder()
    there = set(_names(folder))
    if there or texts:
        folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        if name not in there or (folder / name).read_text("utf-8") != text:
            _write(folder / name, text)
    for name in there - set(texts):
        (folder / name).unlink(missing_ok=True)
    look_again()


@cache
def calendar_with(folder: Path | None) -> Calendar:
    """The shipped notices and those in the .toml files of a folder, in the order of their names; None: only the shipped.

    Read once for each folder: a process must be started anew to see a new file. Raises BadHolidays.
    """
    if folder is None:
        return official()
    return official().with_notices(notice for file in _files(folder) for notice in _notices(file))


def _looked_up() -> Calendar:
    global _kept  # noqa: PLW0603 - as above
    entered, until = entered_folder(), monotonic() + FRESH
    calendar = _both(holidays_folder(), entered, _stamp(entered))
    _kept = _Kept(until, calendar)
    return calendar


@lru_cache(maxsize=16)
def _both(added: Path | None, entered: Path, stamp: _Stamp) -> Calendar:
    """With the notices of both folders; read anew where the stamp of the second is another one."""
    calendar = calendar_with(added)
    if not stamp:
        return calendar
    return calendar.with_notices(notice for name, *_ in stamp for notice in _notices(entered / name))


def _stamp(folder: Path) -> _Stamp:
    """Names, times and inodes of the files of a folder: another one for each change, since files are replaced whole."""
    found = []
    for name in _names(folder):
        with suppress(FileNotFoundError):  # taken away just now
            known = (folder / name).stat()
            found.append((name, known.st_mtime_ns, known.st_ino))
    return tuple(found)


def _names(folder: Path) -> list[str]:
    try:
        return sorted(file.name for file in folder.iterdir() if file.name.endswith(_ENDING))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise BadHolidays(
            f"放假安排的文件夹“{folder}”不能读取（{error.strerror}），请检查它的权限。"
        ) from None


def _write(file: Path, text: str) -> None:
    """Under another name first: nobody reads half of it."""
    with NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, suffix=".part", delete=False) as part:
        part.write(text)
        part.flush()
        os.fsync(part.fileno())
    written = Path(part.name)
    written.chmod(0o644)
    written.replace(file)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(file for file in folder.iterdir() if file.name.endswith(_ENDING))
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
