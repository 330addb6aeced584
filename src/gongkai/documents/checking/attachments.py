"""Attachments that the text names, and those that are there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.documents.checking.passages import Passage
from gongkai.documents.checking.remarks import Place, Remark
from gongkai.law.findings import Severity

_LIST = re.compile(r"^\s*附件?\s*[：:]\s*(?P<rest>.*)$")
_NUMBERED = re.compile(r"^\s*(?:附件\s*)?(?P<number>\d{1,2})\s*[.．、:：]\s*(?P<name>\S.*)$")
_HEADING = re.compile(r"^\s*附件\s*(?P<number>\d{0,2})\s*[：:]?\s*$")
_MENTION = re.compile(r"附件\s*(?P<number>\d{1,2})(?!\d)|(?:详?见|附)附件|附件[：:]")
_OF_OTHERS = re.compile(r"[》】”]\s*[（(]?$|原$")
_FILE_NUMBER = re.compile(r"^\s*附件?\s*(\d{1,2})")
_NOISE = re.compile(r"^附件?\d{0,2}|^\d{1,2}[.．、:：_-]?|[\s《》〈〉“”\"（）()【】_\-—.．、：:，,]")
_ENDING = re.compile(r"\.[a-zA-Z0-9]{2,5}$")


@dataclass(frozen=True, slots=True)
class _Named:
    number: int
    name: str
    span: tuple[int, int]


def check_attachments(body: Passage, names: Sequence[str]) -> Iterator[Remark]:
    """What the list of attachments names and nobody added; what was added and no word of the text speaks of."""
    named = list(_named(body))
    headings = filter(None, (_HEADING.match(line) for _, line in body.paragraphs))
    inside = {int(heading["number"] or 0) for heading in headings}
    given = [(name, _bare(name), _number(name)) for name in names]
    spoken = _NOISE.sub("", body.text.replace("\n", "")) if names else ""
    matched: set[str] = set()
    for each in named:
        found = next((name for name, bare, number in given if _is_same(each, bare, number)), None)
        if found:
            matched.add(found)
        elif each.number not in inside and not (len(named) == 1 and inside):
            message = f"正文列出的附件“{each.name}”没有上传，请补上，或者从正文中删去。"
            yield body.remark("T006", Severity.WARNING, each.span, message)
    if not named and not names and not inside:
        yield from _only_mentioned(body)
    for name, bare, number in given:
        if name not in matched and not ((bare and bare in spoken) or _is_mentioned(body, number, named)):
            message = f"上传的附件“{name}”在正文里没有提到，请核对是否应当一并公开，或者在正文末列出。"
            yield Remark("T007", Severity.INFO, Place(f"file:{name}", "附件"), message, name)


def _named(body: Passage) -> Iterator[_Named]:
    """The list behind 附件：, one or more lines; its first entry may stand on the same line."""
    listing = False
    for start, line in body.paragraphs:
        head = _LIST.match(line)
        begins = head.start("rest") if head else 0
        entry = line[begins:]
        numbered = _NUMBERED.match(entry)
        if head:
            listing = True
            if entry.strip() and not numbered:
                yield _Named(1, entry.strip(), (start + begins, start + len(line)))
        if listing and numbered and len(numbered["name"]) <= 80:
            span = (start + begins + numbered.start("name"), start + len(line))
            yield _Named(int(numbered["number"]), numbered["name"].strip(), span)
        elif not head:
            listing = False


def _bare(name: str) -> str:
    return _NOISE.sub("", _ENDING.sub("", name))


def _number(name: str) -> int:
    found = _FILE_NUMBER.match(name)
    return int(found[1]) if found else 0


def _is_same(each: _Named, bare: str, number: int) -> bool:
    wanted = _bare(each.name)
    if wanted and bare:
        shorter, longer = sorted((wanted, bare), key=len)
        if shorter == longer or (len(shorter) >= 3 and shorter in longer):
            return True
    return number > 0 and number == each.number


def _is_mentioned(body: Passage, number: int, named: Sequence[_Named]) -> bool:
    """By its number anywhere; by the mere word where the text has no list."""
    mentions = list(_MENTION.finditer(body.text))
    if number and any(int(found["number"] or 0) == number for found in mentions):
        return True
    return not named and bool(mentions)


def _only_mentioned(body: Passage) -> Iterator[Remark]:
    for match in _MENTION.finditer(body.text):
        if not _OF_OTHERS.search(body.text, max(0, match.start() - 4), match.start()):
            message = "正文提到附件，但没有上传附件，请补上。"
            yield body.remark("T006", Severity.WARNING, match.span(), message)
            return
