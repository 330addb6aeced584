"""manifest.json of a package, and digests of figures that do not depend on the kind of file."""

import json
from decimal import Decimal
from hashlib import sha256

from gongkai.law.report.content import Report

FORM = "gongkai.annual/1"
MANIFEST, SUMS, README = "manifest.json", "SHA256SUMS", "README.txt"
MOST_BYTES = 16 * 1024**2
MOST_REPORTS = 500
"""A county with its departments and townships has a hundred; files of more are handed in in several packages."""

READ_ME = """政府信息公开工作年度报告交换包

manifest.json   包内有哪些报告、每份报告的机关、年度、格式、检查结果，以及每个文件的大小和摘要
SHA256SUMS      所有文件的 SHA-256 摘要，可以用 sha256sum -c SHA256SUMS 核对
reports/        每份报告一个文件夹：report.json（数据）、report.xlsx、report.docx、report.pdf、report.html、cells.csv、findings.json

各级平台可以直接读取 report.json 或者 cells.csv；单元格编号与国办公开办函〔2019〕60号、〔2021〕30号的表格一一对应。
cells_sha256 是全部表格数字的摘要：逐行写“单元格编号、制表符、数字、换行”，按编号排序，空白格数字处留空，再计算 SHA-256。
"""


def cells_digest(report: Report) -> str:
    """One digest for all figures of a report: the same whatever file they are read from."""
    lines = (f"{cell}\t{_plain(report.value(cell))}\n" for cell in sorted(report.form.cells))
    return sha256("".join(lines).encode()).hexdigest()


def _plain(value: int | Decimal | None) -> str:
    if value is None:
        return ""
    said = format(value, "f")
    return said.rstrip("0").rstrip(".") if "." in said else said


def dumped(document: object) -> bytes:
    """JSON text as it stands in a package."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
