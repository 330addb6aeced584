"""A report made into a file in a process of its own, as every paper is."""

from base64 import b64decode, b64encode
from datetime import datetime

from gongkai.documents.annual.writing import USUAL, Kind, Made, Manner, write
from gongkai.documents.isolated import Answer, Bounds, apart
from gongkai.law.report.content import Report

_BOUNDS = Bounds(
    30,
    "这份报告太长，制作文件用时过长，已经停止。请下载 JSON 或者 CSV 文件。",
    "这份报告太长，不能制成文件。请下载 JSON 或者 CSV 文件。",
    "这份报告不能制成文件，请联系运行人员。",
)


def printed(
    report: Report, kind: Kind, made_at: datetime, manner: Manner = USUAL, bounds: Bounds = _BOUNDS
) -> Made:
    """The file. Raises Unreadable with what is wrong and what to do."""
    answer = apart(made, report, kind, made_at, manner, bounds=bounds)
    return Made(b64decode(answer["file"]), tuple(answer["remarks"]))


def made(report: Report, kind: Kind, made_at: datetime, manner: Manner) -> Answer:
    """What the process does."""
    found = write(report, kind, made_at, manner)
    return {"file": b64encode(found.data).decode(), "remarks": found.remarks}
