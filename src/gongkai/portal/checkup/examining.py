"""One report examined in a process of its own, which a hostile file can crash or keep busy at no other cost.

The process starts from a server that has loaded the readers once and has seen no visitor's file.
"""

import json
from dataclasses import dataclass
from multiprocessing import get_context
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.writing.as_json import from_json
from gongkai.documents.writing.finding_record import from_record
from gongkai.law.findings import Finding
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Level
from gongkai.portal.checkup.isolated import File, work

PATIENCE = 10  # seconds that a visitor waits for a turn

TOO_SLOW = "这个文件处理时间过长，已经停止。请只保留年度报告本身，或者换一种格式再试。"
CRASHED = "处理这个文件时程序异常退出，文件可能已损坏。请重新导出，或者复制正文粘贴到文本框再试。"

_processes = get_context("forkserver")
_processes.set_forkserver_preload(["gongkai.portal.checkup.isolated"])
_turns = BoundedSemaphore(settings.CHECKUP_AT_ONCE)


class Busy(Exception):
    """As many checkups as the machine can bear are under way."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What a checkup found."""

    report: Report
    findings: tuple[Finding, ...]


def examine(file: File, *, previous: File | None = None, level: Level | None = None) -> Examined:
    """Read and check a report. Raises Unreadable with what is wrong and what to do, or Busy."""
    if not _turns.acquire(timeout=PATIENCE):
        raise Busy
    try:
        answer = _ask(file, previous, level)
    finally:
        _turns.release()
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return Examined(from_json(answer["report"]), tuple(from_record(record) for record in answer["findings"]))


def _ask(file: File, previous: File | None, level: Level | None) -> dict[str, Any]:
    """The answer of a fresh process; one that does not answer in time, or dies, is an unreadable file."""
    ours, theirs = _processes.Pipe(duplex=False)
    seconds = settings.CHECKUP_SECONDS
    worker = _processes.Process(target=work, args=(theirs, file, previous, level, seconds), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            return {"unreadable": TOO_SLOW}
        answer: dict[str, Any] = json.loads(ours.recv_bytes())
    except (EOFError, OSError):
        return {"unreadable": CRASHED}
    else:
        return answer
    finally:
        worker.kill()
        worker.join()
        ours.close()
