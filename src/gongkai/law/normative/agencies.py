"""Whose a document is on a day, when bodies merge and split."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.law.findings import Finding, Severity
from gongkai.law.normative.documents import Document
from gongkai.law.normative.grounds import TRANSFER, find
from gongkai.law.wording import day as in_words


@dataclass(frozen=True, slots=True)
class Move:
    """From a day on the documents of one body are another's: all (`documents` None), or those named.

    What is named goes before what is not. Moves of one day happen at once: each hands over what the body had the day before.
    """

    of: str
    to: str
    on: date
    documents: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Owners:
    """Whose a document is: each body with the day from which on, the first from before everything."""

    turns: tuple[tuple[date, str], ...]

    def on(self, day: date) -> str:
        """Whose it is on a day."""
        return next(agency for since, agency in reversed(self.turns) if since <= day)


_Wishes = Mapping[date, Mapping[tuple[str, str | None], set[str]]]


def owners(
    documents: Iterable[Document], moves: Iterable[Move]
) -> tuple[dict[str, Owners], tuple[Finding, ...]]:
    """Whose each document is, by id, and what is wrong with the moves; a move that cannot be moves nothing."""
    listed = sorted(documents, key=lambda each: each.id)
    wishes, found = _wishes(set(moves))
    turns = {document.id: _turns(document, wishes) for document in listed}
    found += _not_theirs(wishes, turns)
    return turns, tuple(sorted(found, key=lambda each: (each.where, each.message)))


def _wishes(moves: set[Move]) -> tuple[_Wishes, list[Finding]]:
    """By day, by body and document (None: all of them), where to; two places are none."""
    wishes: dict[date, dict[tuple[str, str | None], set[str]]] = defaultdict(lambda: defaultdict(set))
    for move in moves:
        for name in (None,) if move.documents is None else move.documents:
            wishes[move.on][move.of, name].add(move.to)
    found = [
        _move_fault(
            of, on, f"{_what(name)}同时划归{'、'.join(sorted(to))}，分不清归谁。请写明哪一份归哪个机构。"
        )
        for on, day in wishes.items()
        for (of, name), to in day.items()
        if len(to) > 1
    ]
    return wishes, found


def _turns(document: Document, wishes: _Wishes) -> Owners:
    turns = [(date.min, document.agency)]
    for on in sorted(wishes):
        agency = turns[-1][1]
        to = wishes[on].get((agency, document.id)) or wishes[on].get((agency, None)) or set()
        if on >= document.issued_on and len(to) == 1 and to != {agency}:
            turns.append((on, min(to)))
    return Owners(tuple(turns))


def _not_theirs(wishes: _Wishes, turns: Mapping[str, Owners]) -> Iterator[Finding]:
    """Documents that a body hands over and does not have."""
    for on, day in wishes.items():
        for of, name in day:
            if name is None:
                continue
            before = _before(turns[name], on) if name in turns else None
            if before != of:
                whose = f"属于{before}" if before else "没有登记"
                yield _move_fault(of, on, f"{_what(name)}在此以前{whose}。请核对是哪一份文件。")


def _before(owned: Owners, on: date) -> str:
    """Whose a document was when the moves of a day happened."""
    return [agency for since, agency in owned.turns if since < on or since == date.min][-1]


def _what(name: str | None) -> str:
    return f"“{name}”" if name else "全部文件"


def _move_fault(of: str, on: date, why: str) -> Finding:
    return find(TRANSFER, Severity.ERROR, f"{of}@{on}", f"{of}自{in_words(on)}起划转文件：{why}")
