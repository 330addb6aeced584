"""Any file that holds a report, on disk or uploaded: a document, or the JSON that an earlier reading printed."""

import os
import stat
from pathlib import Path

from gongkai.documents.reading import read
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.reading.sources.limits import OFFICE_BYTES
from gongkai.documents.reading.sources.refusals import refusal
from gongkai.documents.writing.as_json import loads
from gongkai.documents.writing.json_text import looks_like_json
from gongkai.law.report.content import Report

LARGEST_FILE = OFFICE_BYTES  # bytes; the largest of what any single format is allowed


def load(path: Path) -> Report:
    """The report in a file. Raises Unreadable, also for a file that is missing, closed to us, too large or no file."""
    return load_bytes(read_bytes(path), str(path))


def read_bytes(path: Path) -> bytes:
    """What a file holds. Raises Unreadable for one that is missing, closed to us, too large or no file."""
    name = str(path)
    try:
        _refuse_unfit(path, name)
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise refusal(name, "不存在", "请检查路径和文件名。") from None
    except PermissionError:
        raise refusal(name, "没有读取权限", "请先取得权限，或者把文件复制到自己的文件夹。") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else error
        raise refusal(name, f"无法打开（{reason}）", "请检查磁盘和路径。") from None


def load_bytes(data: bytes, name: str) -> Report:
    """The report in the bytes of a file; `name` is what the file is called. Raises Unreadable."""
    if len(data) > LARGEST_FILE:
        raise _too_large(len(data), name)
    return loads(data, name) if looks_like_json(data, name) else read(data, name)


def _refuse_unfit(path: Path, name: str) -> None:
    """Refuse what must not even be opened: a folder, a pipe, a device, a huge file."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode) and not os.access(path, os.R_OK | os.X_OK):
        raise PermissionError
    if stat.S_ISDIR(status.st_mode):
        raise refusal(
            name, "是文件夹，不是报告", "请给出 .docx、.pdf、.html、.xlsx、.txt 或 .json 格式的报告文件。"
        )
    if not stat.S_ISREG(status.st_mode):
        raise refusal(name, "不是普通文件（可能是设备或管道）", "请给出报告文件。")
    if status.st_size > LARGEST_FILE:
        raise _too_large(status.st_size, name)


def _too_large(size: int, name: str) -> Unreadable:
    what = f"有 {size / 1e6:.0f} MB，超过 {LARGEST_FILE / 1e6:.0f} MB 的上限，不像一份年度报告"
    return refusal(name, what, "请压缩其中的图片，或者只保留报告本身后再试。")
