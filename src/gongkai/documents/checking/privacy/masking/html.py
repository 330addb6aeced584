"""Rich text masked: a number may go through several tags, `<b>138</b>0000<i>1234</i>`, and stand in a link as well."""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from gongkai.documents.checking.privacy.kinds import Hit, Kind
from gongkai.documents.checking.privacy.masking import PERSONAL, ROUNDS, Masked, hidden, mask, wanted

_MARKUP = re.compile(
    r"<!--.*?(?:-->|\Z)|<![^>]*>|<\?[^>]*>|</?[A-Za-z](?:[^<>\"']|\"[^\"]*\"|'[^']*')*+>", re.DOTALL
)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strike|strong|sub|sup|tt|u|var)\b",
    re.IGNORECASE,
)
_CELL = re.compile(r"</?(?:td|th)\b", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ATTRIBUTE = re.compile(r"(\s[A-Za-z][\w:-]*\s*=\s*)(\"[^\"]*\"|'[^']*'|[^\s\"'<>]+)")


@dataclass(frozen=True, slots=True)
class _Read:
    """What a reader sees, and for each of its characters where it stands in the markup; breaks stand nowhere."""

    text: str
    places: list[tuple[int, int]]


def mask_html(markup: str, kinds: Collection[Kind] = PERSONAL, known: Collection[str] = ()) -> Masked:
    """Cover personal data in the text of a page and in its attributes; comments are dropped, tags stay as they are.

    `hits` are places of the visible text. The result is read again as `mask` does.
    """
    markup, covered = _attributes(markup, kinds, known)
    read = _read(markup)
    hits = wanted(read.text, kinds, known)
    for attempt in range(ROUNDS):
        if not hits:
            break
        markup = _covered(markup, read, hits if attempt == 0 else [hidden(hit) for hit in hits])
        covered += hits
        read = _read(markup)
        hits = wanted(read.text, kinds, known)
    return Masked(markup, tuple(covered), tuple(hits))


def _read(markup: str) -> _Read:
    """Text between the tags; tags that only dress characters divide nothing, cells are divided by tabs, blocks by breaks."""
    text: list[str] = []
    places: list[tuple[int, int]] = []
    at, in_cell = 0, False
    for tag in [*_MARKUP.finditer(markup), None]:
        end = tag.start() if tag else len(markup)
        for sign, start, stop in _signs(markup, at, end):
            text.append(sign)
            places.append((start, stop))
        if tag is None:
            break
        at = tag.end()
        in_cell = not tag.group().startswith("</") if _CELL.match(tag.group()) else in_cell
        divider = _break(tag.group(), in_cell=in_cell)
        if divider is not None and not (divider == "\n" == "".join(text[-1:])):
            text.append(divider)
            places.append((at, at))
    return _Read("".join(text), places)


def _break(tag: str, *, in_cell: bool) -> str | None:
    """What a tag puts between words: nothing if it only dresses them, a tab behind a cell."""
    if _INLINE.match(tag) or tag.startswith("<!--"):
        return None
    if _CELL.match(tag):
        return "\t" if tag.startswith("</") else None
    return " " if in_cell else "\n"


def _signs(markup: str, at: int, end: int) -> Iterator[tuple[str, int, int]]:
    """The characters of a stretch of text, entities opened."""
    for entity in [*_ENTITY.finditer(markup, at, end), None]:
        stop = entity.start() if entity else end
        for place in range(at, stop):
            yield markup[place], place, place + 1
        if entity is None:
            return
        at = entity.end()
        for sign in html.unescape(entity.group()):
            yield sign, entity.start(), at


def _covered(markup: str, read: _Read, hits: list[Hit]) -> str:
    """The mask in place of the first character, and none in place of the others; the tags between stay."""
    pieces: list[str] = []
    at = 0
    for hit in hits:
        for offset, (start, stop) in enumerate(read.places[hit.start : hit.end]):
            pieces.append(markup[at:start])
            if offset == 0:
                pieces.append(html.escape(hit.masked, quote=False))
            at = max(at, stop)
    return "".join([*pieces, markup[at:]])


def _attributes(markup: str, kinds: Collection[Kind], known: Collection[str]) -> tuple[str, list[Hit]]:
    """Comments dropped, values of attributes masked: the number behind a link, the words of a picture."""
    covered: list[Hit] = []

    def value(found: re.Match[str]) -> str:
        plain = html.unescape(found[2].strip("\"'"))
        done = mask(unquote(plain), kinds, known)
        covered.extend(done.hits)
        return f'{found[1]}"{html.escape(done.text)}"' if done.hits else found.group()

    def tag(found: re.Match[str]) -> str:
        if found.group().startswith("<!--"):
            return ""
        return _ATTRIBUTE.sub(value, found.group())

    return _MARKUP.sub(tag, markup), covered
