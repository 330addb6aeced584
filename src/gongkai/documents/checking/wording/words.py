"""Words against a dictionary."""

import re
from collections.abc import Iterator
from datetime import date

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import BODY, Remark
from gongkai.documents.checking.wording.dictionary import Dictionary, Match
from gongkai.documents.checking.wording.people import check_people
from gongkai.documents.checking.wording.terms import Kind

# An old name is right where a text speaks of the past: the former body, a document of its time, an earlier year.
_FORMER = re.compile(r"(?:原|前身[为是]|时任|旧称|曾用名)[“《]?$")
_ITS_DOCUMENT = re.compile(r"[等、\u4e00-\u9fff]{0,12}(?:令|公告|通知|〔|关于|\d+号|第\d)")
# Other countries have a 卫生部 too.
_ABROAD = re.compile(
    r"(?:[美英法德韩泰][国]|两国|各国|外国|他国|俄罗斯|日本|朝鲜|意大利|加拿大|澳大利亚|新西兰|印度|巴西|南非|越南|新加坡|马来西亚|印尼|印度尼西亚"
    r"|菲律宾|柬埔寨|老挝|缅甸|蒙古国?|巴基斯坦|哈萨克斯坦|伊朗|以色列|埃及|沙特|土耳其|西班牙|葡萄牙|荷兰|比利时|瑞士|瑞典|挪威|波兰|匈牙利|墨西哥)$"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?=年|〕|\d{4}(?!\d))")
_SENTENCE = "。！？；\n"
_REACH = 200  # characters of a sentence that are looked at on either side


def check_words(
    text: str, dictionary: Dictionary, *, on: date | None = None, part: str = BODY
) -> Iterator[Remark]:
    """Every term of the dictionary in a text, and the people that it names wrongly.

    `on`: the date of the document; a name that was right on that day is no mistake.
    """
    return words_of(Passage(text, part), dictionary, on)


def words_of(passage: Passage, dictionary: Dictionary, on: date | None = None) -> Iterator[Remark]:
    """The same for a passage."""
    for match in dictionary.find(passage.text):
        if not _was_right(match, passage.text, on):
            term, span = match.term, (match.start, match.end)
            yield passage.remark(term.kind.rule, term.weighs, span, term.note or term.kind.says, term.fix)
    yield from check_people(passage, dictionary.people)


def _was_right(match: Match, text: str, on: date | None) -> bool:
    """Whether a name that is wrong from some day on was right for this document, or for what it speaks of."""
    since = match.term.since
    if since is None:
        return False
    if on is not None and on < since:
        return True
    if match.term.kind is not Kind.INSTITUTION:
        return False
    before, after = text[max(0, match.start - 6) : match.start], text[match.end : match.end + 16]
    if (
        _FORMER.search(before)
        or _ABROAD.search(before)
        or _ITS_DOCUMENT.match(after)
        or _in_title(text, match.start)
    ):
        return True
    return any(int(year) < since.year for year in _YEAR.findall(_sentence(text, match.start, match.end)))


def _in_title(text: str, at: int) -> bool:
    """Whether a place is between 《 and 》: what a document was called stays as it was."""
    opened = text.rfind("《", max(0, at - 120), at)
    return opened >= 0 and "》" not in text[opened:at] and "\n" not in text[opened:at]


def _sentence(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _REACH), min(len(text), end + _REACH)
    begins = max(text.rfind(mark, first, start) for mark in _SENTENCE) + 1
    ends = [at for mark in _SENTENCE if (at := text.find(mark, end, last)) >= 0]
    return text[max(begins, first) : min(ends, default=last)]
