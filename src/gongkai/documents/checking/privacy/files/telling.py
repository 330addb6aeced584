"""What was found in the passages of a file, as remarks: places as people say them, long tables as one remark."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from gongkai.documents.checking.privacy.files.passages import Note, Passage, Piece
from gongkai.documents.checking.privacy.kinds import ABOUT, TABLE, Hit, Kind
from gongkai.documents.checking.privacy.plain import bare
from gongkai.documents.checking.privacy.scanning import scan
from gongkai.documents.checking.remarks import Place, Remark
from gongkai.law.findings import Severity

LISTED = 20
"""So many places are named one by one; the others are counted."""

# Two rows are a list of people; one row is told value by value.
_PEOPLE = 2
_NAMED = frozenset(Kind) - {Kind.NAME, Kind.USCC, Kind.LANDLINE}


@dataclass(frozen=True, slots=True)
class Spot:
    """Something found: where it stands, and where in its text it begins."""

    piece: Piece
    start: int
    end: int
    hit: Hit


@dataclass(slots=True)
class _Told:
    """Everything found in one table, or outside of tables, of a file."""

    people: list[list[Spot]] = field(default_factory=list)
    single: dict[Kind, list[Spot]] = field(default_factory=lambda: defaultdict(list))


def spots(passage: Passage, known: Collection[str] = ()) -> list[Spot]:
    """What is found in a passage, cell by cell; headings count as words around, never as finds."""
    text, starts = "", []
    for piece in passage.pieces:
        text += ("\t" if text else "") + (f"{piece.head}：" if piece.head else "")
        starts.append(len(text))
        text += piece.text
    said = (
        {bare(hit.value) or hit.value for hit in scan(passage.besides, known)} if passage.besides else set()
    )
    found, at = [], 0
    for hit in scan(text, known):
        while at + 1 < len(starts) and starts[at + 1] <= hit.start:
            at += 1
        start, end = hit.start - starts[at], hit.end - starts[at]
        if 0 <= start and end <= len(passage.pieces[at].text) and (bare(hit.value) or hit.value) not in said:
            found.append(Spot(passage.pieces[at], start, end, hit))
    return found


class Telling:
    """Collects what the passages of one file have, and tells it."""

    def __init__(self, name: str, known: Collection[str]) -> None:
        self.part = f"file:{name}"
        self.known = known
        self.notes: list[Remark] = []
        self.told: dict[tuple[str, str], _Told] = defaultdict(_Told)

    def take(self, said: Passage | Note) -> None:
        """One more passage or note."""
        part = f"{self.part}/{said.inside}" if said.inside else self.part
        if isinstance(said, Note):
            place = Place(part, said.label)
            self.notes.append(Remark(said.rule, said.severity, place, said.message, said.found))
            return
        found = spots(said, self.known)
        told = self.told[part, said.table]
        kinds = {spot.hit.kind for spot in found}
        if said.table and Kind.NAME in kinds and kinds & _NAMED:
            told.people.append(found)
            return
        for spot in found:
            told.single[spot.hit.kind].append(spot)

    def remarks(self) -> list[Remark]:
        """All remarks, in the order of reading."""
        done: list[Remark] = []
        for (part, table), told in self.told.items():
            if len(told.people) >= _PEOPLE:
                done.append(_people(part, table, told.people))
            else:
                for spot in (spot for row in told.people for spot in row):
                    told.single[spot.hit.kind].append(spot)
            for kind, found in told.single.items():
                done += _each(part, kind, found)
        return [*done, *self.notes]


def _people(part: str, table: str, people: list[list[Spot]]) -> Remark:
    """One remark on a list of people."""
    kinds = sorted({spot.hit.kind for row in people for spot in row} - {Kind.NAME}, key=list(Kind).index)
    labels = "、".join(ABOUT[kind].label for kind in kinds)
    shown = "；".join(_row(row) for row in people[:LISTED])
    first, last = people[0][0].piece.label, people[-1][0].piece.label
    more = f"（列出前 {LISTED} 行）" if len(people) > LISTED else ""
    message = (
        f"这张表有 {len(people)} 行把个人姓名和{labels}写在一起，从{first}到{last}。"
        f"请删去不需要公开的列，或者遮盖后再公开{more}。"
    )
    certain = any(spot.hit.certain for row in people for spot in row)
    weight = Severity.ERROR if certain else Severity.WARNING
    return Remark(TABLE, weight, Place(part, table), message, shown)


def _row(row: list[Spot]) -> str:
    return f"{row[0].piece.label} {'，'.join(spot.hit.masked for spot in row)}"


def _each(part: str, kind: Kind, found: list[Spot]) -> Iterator[Remark]:
    """The first places one by one, the others as a number."""
    for spot in found[:LISTED]:
        yield remark(part, spot)
    if len(found) > LISTED:
        about = ABOUT[kind]
        weight = about.sure if any(spot.hit.certain for spot in found[LISTED:]) else about.likely
        rest = len(found) - LISTED
        message = f"另有 {rest} 处{about.label}，一共 {len(found)} 处。{about.advice}。"
        yield Remark(about.rule, weight, Place(part, f"{found[LISTED].piece.label}起"), message)


def remark(part: str, spot: Spot) -> Remark:
    """One place."""
    hit, about = spot.hit, ABOUT[spot.hit.kind]
    weight = about.sure if hit.certain else about.likely
    doubt = "" if hit.certain or hit.kind is not Kind.CN_ID else "（校验码不符，可能是笔误）"
    message = f"这里有{about.label}{doubt}。{about.advice}。"
    return Remark(
        about.rule, weight, Place(part, spot.piece.label, spot.start, spot.end), message, hit.masked
    )
