"""One report examined in a process of its own, which a hostile file can crash or keep busy at no other cost."""

from dataclasses import dataclass
from threading import BoundedSemaphore

from django.conf import settings

from gongkai.documents.isolated import Bounds, apart
from gongkai.documents.writing.as_json import from_json
from gongkai.documents.writing.finding_record import from_record
from gongkai.law.findings import Finding
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Level
from gongkai.portal.checkup.isolated import File, checked

PATIENCE = 10  # seconds that a visitor waits for a turn

TOO_SLOW = "这个文件处理时间过长，已经停止。请只保留年度报告本身，或者换一种格式再试。"
TOO_BIG = "这个文件展开后占用内存过多，不像一份年度报告。请只保留年度报告本身，或者换一种格式再试。"
CRASHED = "处理这个文件时程序异常退出，文件可能已损坏。请重新导出，或者复制正文粘贴到文本框再试。"

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
    bounds = Bounds(settings.CHECKUP_SECONDS, TOO_SLOW, TOO_BIG, CRASHED)
    try:
        answer = apart(checked, file, previous, level, bounds=bounds)
    finally:
        _turns.release()
    return Examined(from_json(answer["report"]), tuple(from_record(record) for record in answer["findings"]))
