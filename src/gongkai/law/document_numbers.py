"""The number of an official document, 国办发〔2019〕54号, and of an order, 国务院令第711号.   依据：党政机关公文处理工作条例第九条"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.law.basis import instrument
from gongkai.law.findings import Finding, Severity
from gongkai.law.rules import Rule, declare

_DOC12, _GB9704 = instrument("DOC12"), instrument("GB9704")

PARTS = declare("P601", "发文字号由机关代字、年份、发文顺序号组成", _DOC12.article("9"))
FORM = declare(
    "P602", "年份用四位数字和六角括号，顺序号不加“第”、不编虚位", _GB9704.article(), _DOC12.article("9")
)
YEAR = declare("P603", "发文字号的年份是成文的年份", instrument("PUBLISHING").article(), _DOC12.article("9"))
CODE = declare("P604", "发文字号用本机关的代字", _DOC12.article("9"))
ORDER = declare("P605", "命令（令）用“第N号”", _GB9704.article())

_OPEN, _CLOSE = r"[〔\[【(（［﹝{〖]", r"[〕\]】)）］﹞}〗]"
CODE_SHAPE = r"[\u4e00-\u9fff]{2,12}(?<!令)"
"""What a code (机关代字) may be."""
SHAPE = (
    rf"(?P<code>[\u4e00-\u9fff]{{2,12}}?)(?<!令)\s*{_OPEN}\s*(?P<year>(?:19|20)[0-9]{{2}})\s*年?\s*{_CLOSE}"
    r"\s*第?\s*(?P<serial>0*[1-9][0-9]{0,4})\s*号"
)
"""How a document number looks in running text, with the slips that are understood."""

_NUMBER = re.compile(SHAPE.removesuffix("号") + "号?")
_EXACT = re.compile(r"[\u4e00-\u9fff]{2,12}〔(?:19|20)[0-9]{2}〕[1-9][0-9]{0,4}号")
_ORDER = re.compile(r"(?P<body>(?:[\u4e00-\u9fff]{2,30}令)?)\s*第\s*(?P<serial>0*[1-9][0-9]{0,4})\s*号")
_EXACT_ORDER = re.compile(r"(?:[\u4e00-\u9fff]{2,30}令)?第[1-9][0-9]{0,4}号")
_ORDER_WITH_YEAR = re.compile(rf"[\u4e00-\u9fff]{{2,30}}令\s*{_OPEN}.*")
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_EXAMPLE = "国办发〔2019〕54号"


@dataclass(frozen=True, slots=True)
class DocumentNo:
    """A document number taken apart. An order has no year: its `code` is 国务院令, or "" where only 第711号 is written."""

    code: str
    year: int | None
    serial: int

    @property
    def text(self) -> str:
        """The number as it should be written."""
        if self.year is None:
            return f"{self.code}第{self.serial}号"
        return f"{self.code}〔{self.year}〕{self.serial}号"

    def __str__(self) -> str:
        return self.text


def parse_document_no(text: str) -> DocumentNo | None:
    """The number that a text is, its brackets, blanks, 第 and leading zeros aside; None if it is none.

    依据：党政机关公文处理工作条例第九条；GB/T 9704—2012
    """
    written = text.strip().translate(_WIDE)
    if found := _NUMBER.fullmatch(written):
        return DocumentNo(found["code"], int(found["year"]), int(found["serial"]))
    if found := _ORDER.fullmatch(written):
        return DocumentNo(found["body"], None, int(found["serial"]))
    return None


def check_document_no(
    text: str, written_on: date | None = None, codes: Collection[str] = ()
) -> Iterator[Finding]:
    """Whether a number is well formed, of the year of its document, and one of the organ's own.

    `codes`: the codes of the organ that issued it, where they are known.   依据：党政机关公文处理工作条例第九条；GB/T 9704—2012
    """
    number = parse_document_no(text)
    if number is None:
        yield _not_understood(text)
        return
    shape = _EXACT if number.year else _EXACT_ORDER
    if not shape.fullmatch(text.strip()):
        message = "发文字号的写法不规范：用六角括号、四位年份，顺序号不加“第”，不编虚位，不留空格。"
        if number.year is None:
            message = "令的编号写作“第N号”，用阿拉伯数字，不编虚位，不留空格。"
        yield _find(FORM if number.year else ORDER, Severity.WARNING, message, text, number.text)
    if number.year and written_on and number.year != written_on.year:
        message = f"发文字号是{number.year}年的，成文日期在{written_on.year}年，请核对是哪一个写错了。"
        yield _find(YEAR, Severity.WARNING, message, text, None)
    if number.year and codes and number.code not in codes:
        known = "、".join(sorted(codes))
        message = (
            f"“{number.code}”不在发文机关登记的代字（{known}）里，请核对。联合行文使用主办机关的发文字号。"
        )
        yield _find(CODE, Severity.INFO, message, text, known)


def _not_understood(text: str) -> Finding:
    if _ORDER_WITH_YEAR.fullmatch(text.strip()):
        message = "令不按年编号，写作“某某令第N号”，请改正。"
        return _find(ORDER, Severity.ERROR, message, text, "国务院令第711号")
    message = f"不是完整的发文字号，应由机关代字、四位年份和顺序号组成，例如：{_EXAMPLE}。"
    return _find(PARTS, Severity.ERROR, message, text, _EXAMPLE)


def _find(rule: Rule, severity: Severity, message: str, stated: str, expected: str | None) -> Finding:
    return Finding(rule.id, severity, "document_no", message, rule.basis, stated, expected)
