"""What the process does that reads one stranger's file: limits, one report, one answer in JSON.

This module is loaded without Django, before any visitor's file is seen, and each process is a fresh copy.
"""

import json
import logging
import resource
from multiprocessing.connection import Connection
from typing import Any

from gongkai.documents.loading import load_bytes
from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import to_json
from gongkai.documents.writing.finding_record import to_record
from gongkai.law.report.checks import check
from gongkai.law.report.schema import Level

File = tuple[bytes, str]
"""Content and name."""

MEMORY = 2 * 1024**3  # bytes of address space

TOO_BIG = "这个文件展开后占用内存过多，不像一份年度报告。请只保留年度报告本身，或者换一种格式再试。"


def work(
    pipe: "Connection[Any, Any]", file: File, previous: File | None, level: Level | None, seconds: int
) -> None:
    """Send {"report", "findings"} or {"unreadable"} through the pipe. Nothing can be written to disk."""
    logging.disable(logging.CRITICAL)  # remarks of PDF libraries are for nobody here
    _limit(resource.RLIMIT_AS, MEMORY)
    _limit(resource.RLIMIT_CPU, seconds)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    try:
        answer = _answer(file, previous, level)
    except Unreadable as problem:
        answer = {"unreadable": str(problem)}
    except MemoryError:
        answer = {"unreadable": TOO_BIG}
    pipe.send_bytes(json.dumps(answer).encode())


def _limit(kind: int, value: int) -> None:
    """Lower a limit for good; one that is lower already stays."""
    _, highest = resource.getrlimit(kind)
    wanted = value if highest == resource.RLIM_INFINITY else min(value, highest)
    resource.setrlimit(kind, (wanted, wanted))


def _answer(file: File, previous: File | None, level: Level | None) -> dict[str, Any]:
    report = load_bytes(*file)
    before = load_bytes(*previous) if previous else None
    findings = check(report, previous=before, level=level)
    return {"report": to_json(report), "findings": [to_record(finding) for finding in findings]}
