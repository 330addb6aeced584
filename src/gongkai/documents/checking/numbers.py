"""Document numbers: that of the draft, and those of the documents it cites."""

import re
from collections.abc import Collection, Iterator
from datetime import date

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Place, Remark
from gongkai.law.document_numbers import SHAPE, DocumentNo, check_document_no, parse_document_no
from gongkai.law.findings import Severity

FIELD = "document_no"
_LABEL = "发文字号"
_RULES = {"P601": "N001", "P602": "N001", "P603": "N002", "P604": "N003", "P605": "N006"}

_CITED = re.compile(SHAPE)
_CITED_WITH_TITLE = re.compile(
    rf"《(?P<title>[^《》\n]{{2,80}}(?:《[^《》\n]+》[^《》\n]*)?)》\s*[（(]\s*{SHAPE}\s*[）)]"
)
_NEARLY = re.compile(
    r"》\s*[（(]\s*[\u4e00-\u9fff]{2,12}\s*[〔\[【](?P<inside>[^〕\]】\n]{1,6})[〕\]】][^）)\n]{0,10}[）)]"
)
_ABBREVIATED = re.compile(r"^(?:中华人民共和国)?(?:\S{2,20}?(?:人民政府|办公厅|办公室|委员会|厅|局|部))*关于")


def check_own_number(
    text: str, written_on: date | None = None, codes: Collection[str] = ()
) -> Iterator[Remark]:
    """The number of the draft; a draft without one is a matter of its metadata. `codes`: of the issuing body."""
    if not text.strip():
        return
    place = Place(FIELD, _LABEL, 0, len(text))
    for finding in check_document_no(text, written_on, codes):
        fix = finding.expected if finding.rule in {"P602", "P605"} else None
        yield Remark(_RULES[finding.rule], finding.severity, place, finding.message, text, fix)


def check_cited_numbers(passage: Passage) -> Iterator[Remark]:
    """The numbers that a text cites: well formed, and one document for each."""
    for match in _CITED.finditer(passage.text):
        number = parse_document_no(match[0])
        if number and re.sub(r"\s", "", match[0]) != number.text:  # blanks come from setting the type
            message = "引用的发文字号写法不规范：用六角括号、四位年份，顺序号不加“第”、不编虚位。"
            yield passage.remark("N004", Severity.INFO, match.span(), message, number.text)
    for match in _NEARLY.finditer(passage.text):
        if not re.fullmatch(r"\s*(?:19|20)\d\d\s*年?\s*", match["inside"]):
            message = "引用的发文字号年份不完整，应为四位数字，请核对。"
            yield passage.remark("N004", Severity.WARNING, (match.start() + 1, match.end()), message)
    yield from _two_titles(passage)


def _two_titles(passage: Passage) -> Iterator[Remark]:
    """A short form of a title (关于… without the body that issued it) is the same title."""
    first: dict[DocumentNo, str] = {}
    for match in _CITED_WITH_TITLE.finditer(passage.text):
        number = DocumentNo(match["code"], int(match["year"]), int(match["serial"]))
        title = match["title"]
        known = first.setdefault(number, title)
        if _compared(known) != _compared(title):
            message = f"同一发文字号前面写作《{known}》，这里写作《{title}》，请核对。"
            yield passage.remark("N005", Severity.WARNING, match.span(), message)


def _compared(title: str) -> str:
    bare = re.sub(r"[\s《》〈〉“”]", "", title)
    return _ABBREVIATED.sub("关于", bare)
