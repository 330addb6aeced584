"""The proof that what was marked is gone: read again by two programs, and looked for in every byte of the new file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

from gongkai.documents.redaction.sheets.finding import plain
from gongkai.documents.redaction.sheets.geometry import Rect
from gongkai.documents.redaction.sheets.objects import BROKEN
from gongkai.documents.redaction.sheets.seeing import Char, Sheet, opened, sheet

_ENCODINGS = ("utf-8", "utf-16-be", "utf-16-le", "gb18030", "big5")
_SHORT = 6  # letters and digits: shorter ones stand in every file by chance
_HAN = re.compile(r"[⺀-鿿豈-﫿\U00020000-\U0003ffff]")


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that stood under a mark. `kept`: pages on which it stands outside of all marks as well."""

    text: str
    kept: tuple[int, ...]


def marked(char: Char, rects: Iterable[Rect]) -> bool:
    """Whether a character lies under a mark by either of its boxes."""
    (x, y), (u, v) = char.places
    return any(
        (left <= x <= right and low <= y <= high) or (left <= u <= right and low <= v <= high)
        for left, low, right, high in rects
    )


def secrets(sheets: Sequence[Sheet], rects: Mapping[int, Sequence[Rect]]) -> list[Secret]:
    """Every text that was marked, each once, plain; single characters are none."""
    rest = [_remaining(page, rects.get(at, ())) for at, page in enumerate(sheets)]
    texts: dict[str, None] = {}
    for at, covers in rects.items():
        for cover in covers:
            for run in _runs(sheets[at], cover):
                texts[run] = None
    return [
        Secret(text, tuple(at for at, remaining in enumerate(rest) if text in remaining))
        for text in texts
        if len(text) > 1
    ]


def _remaining(page: Sheet, rects: Sequence[Rect]) -> str:
    return plain("".join(char.text for char in page.chars if not char.made and not marked(char, rects)))


def _runs(page: Sheet, cover: Rect) -> Iterable[str]:
    """What stands under one mark, piece by piece as it was set."""
    run = ""
    for char in page.chars:
        if char.made:
            continue
        if marked(char, (cover,)):
            run += char.text
        elif run:
            yield plain(run)
            run = ""
    if run:
        yield plain(run)


def unproved(
    data: bytes,
    before: Sequence[Sheet],
    rects: Mapping[int, Sequence[Rect]],
    hidden: Sequence[Secret],
    parts: Sequence[bytes],
    rastered: Iterable[int],
) -> set[int]:
    """The marked pages on which something may be left; all of them when it is not known where."""
    pictures = frozenset(rastered)
    left = {at for at in _by_sight(data, before, rects, hidden) if at not in pictures}
    left |= {at for at in _by_reader(data, rects, hidden) if at not in pictures}
    return left | (set(rects) - left if in_bytes(parts, hidden) else set())


def _by_sight(
    data: bytes, before: Sequence[Sheet], rects: Mapping[int, Sequence[Rect]], hidden: Sequence[Secret]
) -> Iterable[int]:
    with opened(data) as document:
        for at, covers in rects.items():
            page = sheet(document, at)
            shown = [char for char in page.chars if not char.made]
            if any(char.text.strip() and marked(char, covers) for char in shown):
                yield at
                continue
            text, stays = plain("".join(char.text for char in shown)), _remaining(before[at], covers)
            if any(text.count(each.text) > stays.count(each.text) for each in hidden):
                yield at


def _by_reader(data: bytes, pages: Iterable[int], hidden: Sequence[Secret]) -> Iterable[int]:
    reader = PdfReader(BytesIO(data))
    for at in pages:
        try:
            text = plain(reader.pages[at].extract_text())
        except (*BROKEN, RecursionError):
            continue  # it reads less than the others do
        if any(each.text in text for each in hidden if at not in each.kept):
            yield at


def in_bytes(parts: Sequence[bytes], hidden: Sequence[Secret]) -> bool:
    """Whether a text that is to be gone stands in any part, in any of the usual encodings or in hexadecimal."""
    wanted: set[bytes] = set()
    for each in hidden:
        if each.kept or (len(each.text) < _SHORT and not _HAN.search(each.text)):
            continue
        for encoding in _ENCODINGS:
            form = each.text.encode(encoding, errors="ignore")
            if len(form) >= 4:
                wanted |= {form, form.hex().encode()}
    if not wanted:
        return False
    pattern = re.compile(b"|".join(map(re.escape, sorted(wanted, key=len, reverse=True))))
    return any(pattern.search(part.lower()) or pattern.search(part) for part in parts)
