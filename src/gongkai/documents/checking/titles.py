"""The title, and whether it agrees with the text."""

import re
from collections.abc import Iterator

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import TITLE, Remark
from gongkai.law.findings import Severity

_GENRES = "通知|公告|通告|通报|公示|报告|批复|函|意见|决定|办法|规定|细则|规则|制度|方案|规划|计划|纪要|公报|命令|令"
_GENRE = re.compile(rf"({_GENRES})(?:[（(][^（）()]*[）)])?$")
_SAYS = re.compile(
    r"特此(?P<end>通知|公告|通告|通报|公示|报告|批复|函)|(?:现|特).{0,60}?(?P<begin>通知|公告|通告|通报|公示|报告|批复|函)如下[：:]"
)
_SAME = {
    "公示": {"公告", "公示"},
    "公告": {"公告", "公示"},
    "通报": {"通报", "通知"},
    "批复": {"批复", "函"},
    "函": {"函", "批复"},
}
_RULES = ("办法", "规定", "细则", "规则", "制度")
_HEAD = re.compile(r"\S{0,40}关于\S{2,80}的(?:通知|公告|通告|通报|公示|意见|决定|批复|函|报告)")
_PASSES_ON = re.compile(r"(?:转发|批转|印发).{0,80}的通知$")
_LONGEST = 50
_ORIGINAL = 300  # characters: a text so short only passes something on
_ENDS = re.compile(r"[。，；：、！,;:.!]$")


def check_title(title: str, body: Passage, attachments: int) -> Iterator[Remark]:
    """Missing, too long, another one in the text, another genre, nothing there that is passed on."""
    bare, passage = _squeezed(title), Passage(title, TITLE)
    span = (0, len(title))
    if not bare:
        yield passage.remark("T001", Severity.ERROR, span, "没有标题，请填写。")
        return
    yield from _another(passage, bare, body)
    yield from _genre(bare, body)
    if _PASSES_ON.search(bare) and not attachments and len(_squeezed(body.text)) < _ORIGINAL:
        message = "标题说转发、印发某文件，正文和附件里都没有这份文件，请补上原文。"
        yield passage.remark("T004", Severity.WARNING, span, message)
    if len(bare) > _LONGEST:
        message = f"标题有 {len(bare)} 个字，请看能否精简到 {_LONGEST} 字以内。"
        yield passage.remark("T005", Severity.INFO, span, message)
    if _ENDS.search(bare):
        yield passage.remark("T015", Severity.INFO, span, "标题末尾不用标点。", bare[:-1])


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _another(passage: Passage, title: str, body: Passage) -> Iterator[Remark]:
    """A title at the head of the text that is not the one filled in; one may be the other without the organ's name."""
    for start, paragraph in body.paragraphs[:4]:
        head = _squeezed(paragraph)
        if _HEAD.fullmatch(head) and not (head.endswith(title) or title.endswith(head)):
            message = f"填写的标题“{passage.text.strip()}”与正文开头的标题不同，请核对。"
            span = (start, start + len(paragraph))
            yield body.remark("T002", Severity.WARNING, span, message, passage.text.strip())
            return


def _genre(title: str, body: Passage) -> Iterator[Remark]:
    found = _GENRE.search(title)
    if found is None:
        return
    genre = found[1]
    said = {match["end"] or match["begin"]: match.span() for match in _SAYS.finditer(body.text)}
    if genre in _RULES and f"本{genre}" not in body.text:
        said = {other: (at, at + 3) for other in _RULES if (at := body.text.find(f"本{other}")) >= 0}
    elif genre not in {"通知", "公告", "通告", "通报", "公示", "报告", "批复", "函"}:
        return
    if said and not said.keys() & _SAME.get(genre, {genre}):
        other, span = next(iter(said.items()))
        message = f"标题的文种是“{genre}”，正文说的是“{other}”，请核对。"
        yield body.remark("T003", Severity.WARNING, span, message)
