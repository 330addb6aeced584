"""Where a check found something: the words around it on the page of the checks, and the same place in the editor."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from gongkai.documents.checking.remarks import BODY, TITLE
from gongkai.documents.rich_text import plain
from gongkai.law.findings import Severity
from gongkai.law.masks import HIDDEN
from gongkai.publication.queries.checks import Check
from gongkai.publication.queries.content import Content

BESIDE, LONGEST, SHOWN = 24, 60, 3
"""Characters on either side, characters of what was found, places of one finding."""
_PERSONAL = "V"
_ADDRESS = re.compile(rf"({BODY}|{TITLE})-(\d{{1,8}})-(\d{{1,8}})-(\d{{1,8}})")

Covers = list[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Around:
    """A place with the words around it. `address`: by which the page of the editor is told where to go."""

    before: str
    found: str
    after: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that the editor goes to.

    `wanted`: the characters there without blanks, `near`: how many such characters stand before them. `stale`: the text has
    changed since the place was named.
    """

    part: str
    around: Around
    start: int
    end: int
    wanted: str
    near: int
    stale: bool = False


def texts(content: Content) -> dict[str, str]:
    """What is read as text, by its part."""
    return {TITLE: content.title, BODY: plain(content.body)}


class Places:
    """The places of what was found in one text; personal data is shown masked, wherever it stands."""

    def __init__(self, content: Content, revision: int, found: Iterable[Check]) -> None:
        self.texts = texts(content)
        self.revision = revision
        checks = list(found)
        self.covers = {part: sorted(_covers(part, checks)) for part in self.texts}

    def of(self, check: Check) -> tuple[Around, ...]:
        """The first places of a finding; none where it is not about characters of title or text."""
        text = self.texts.get(check.where)
        if text is None:
            return ()
        covers = self.covers[check.where]
        return tuple(
            _around(text, span, covers, f"{check.where}-{span[0]}-{span[1]}-{self.revision}")
            for span in check.spans[:SHOWN]
        )


def spot(address: str, content: Content, revision: int) -> Spot | None:
    """The place that an address names, in the text as it is now; None for no address, or a place that is not there."""
    named = _ADDRESS.fullmatch(address)
    if named is None:
        return None
    part, start, end = named[1], int(named[2]), int(named[3])
    text = texts(content)[part]
    if not start <= end <= len(text):
        return None
    stale = int(named[4]) != revision
    around = _around(text, (start, end), [])
    return Spot(part, around, start, end, _squeezed(text[start:end]), len(_squeezed(text[:start])), stale)


def _covers(part: str, found: Iterable[Check]) -> Iterable[tuple[int, int, str]]:
    """Where personal data stands, and how it is shown. Of what is told together, the first place alone is known by its mask."""
    for check in found:
        if check.where == part and check.rule.startswith(_PERSONAL):
            for number, (start, end) in enumerate(check.spans):
                told = number == 0 or check.severity is not Severity.INFO
                yield start, end, check.found if told and check.found else HIDDEN


def _around(text: str, span: tuple[int, int], covers: Covers, address: str = "") -> Around:
    """The words on the line of a place, cut off at a distance."""
    start, end = span
    line = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    first, behind = max(line, start - BESIDE), min(last, end + BESIDE)
    found = _shown(text, start, end, covers)
    return Around(
        ("……" if first > line else "") + _shown(text, first, start, covers),
        f"{found[:LONGEST]}……" if len(found) > LONGEST else found,
        _shown(text, end, behind, covers) + ("……" if behind < last else ""),
        address,
    )


def _shown(text: str, start: int, end: int, covers: Covers) -> str:
    """A stretch of the text; what is personal and reaches into it is masked."""
    first, behind = (
        bisect_right(covers, start, key=itemgetter(1)),
        bisect_left(covers, end, key=itemgetter(0)),
    )
    pieces, at = [], start
    for begins, ends, masked in covers[first:behind]:  # no two are in one place
        pieces += [text[at : max(at, begins)], masked]
        at = min(ends, end)
    return "".join([*pieces, text[at:end]])


def _squeezed(text: str) -> str:
    """Without blanks, which the editor has others of."""
    return re.sub(r"\s", "", text)
