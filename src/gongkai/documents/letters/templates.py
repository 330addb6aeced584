"""The templates of all kinds of letters, read from data/*.toml beside this file."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from gongkai.documents.letters.written import Fact
from gongkai.law.outcomes.letters import LetterKind, letter, particulars

FILES = ("notices", "consultations", "answers", "rectifications", "records")

PLACE = re.compile(r"\{(\w+)(?:\|([^{}]*))?\}")
"""A named place in a template: {fact}, or {fact|what stands there while the fact is not known}."""

GIVEN = {
    "organ_name": "letterhead",
    "organ_contact": "letterhead",
    "applicant_name": "addressee",
    "document_number": "number",
    "signed_date": "on",
    "seal": "signature",
    "law_and_article": "by",
    "remedy_notice": "remedy_notice",
    "reply_slip": "annex",
}
"""What letters say that is no fact of its own, and where it comes from."""
_SHARED = frozenset({"opening", "telling", "closing"})
MADE = frozenset({"by", "you", "organ", "numbered", "remedy_notice", "scan"})
"""Places that are filled from the law and from the letter itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A paragraph of a template. `joined`: it goes on in the paragraph before it; the rest as data/notices.toml says."""

    text: str = ""
    where: str = ""
    each: str = ""
    free: str = ""
    label: str = ""
    says: tuple[str, ...] = ()
    joined: bool = False

    @property
    def places(self) -> tuple[str, ...]:
        """The places in it, in order."""
        return (self.each,) if self.each else tuple(found[1] for found in PLACE.finditer(self.text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form: rows of labels and what stands beside them, a line over it, a remark under it."""

    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    above: str = ""
    below: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """The template of one kind: paragraphs, or a form. `annex`: the kind of the form that follows; `named`: what it calls itself."""

    kind: str
    parts: tuple[Part, ...] = ()
    sheet: Sheet | None = None
    annex: str = ""
    you: str = "您"
    named: str = "本答复"

    @property
    def places(self) -> tuple[str, ...]:
        """All places, each once, in order."""
        texts = (self.sheet.above, *(cell for row in self.sheet.rows for cell in row)) if self.sheet else ()
        found = [place for part in self.parts for place in (*part.places, *filter(None, (part.where,)))]
        return tuple(dict.fromkeys([*found, *(place[1] for text in texts for place in PLACE.finditer(text))]))


def template(kind: str) -> Template:
    """The template of this kind; KeyError if there is none."""
    return templates()[kind]


@cache
def templates() -> dict[str, Template]:
    """All templates by the id of their kind, in the order of the files."""
    read: dict[str, Template] = {}
    for name in FILES:
        entries = tomllib.loads(_text(name))
        shared = {key: _parts(entries.pop(key)) for key in _SHARED & entries.keys()}
        for kind, entry in entries.items():
            opening = shared.get(entry.get("opening", "opening"), ())
            read[kind] = _template(kind, entry, opening, shared.get("closing", ()))
    return read


def facts_of(kind: str) -> tuple[Fact, ...]:
    """The facts that a template takes."""
    read = template(kind)
    stated = {each.id for each in letter(kind).states}
    sure = {place for part in read.parts if not part.where for place in part.places}
    wanted = [place for place in read.places if place not in MADE and place not in GIVEN]
    wanted += ["review_body", "court"] if "remedy_notice" in read.places else []
    return tuple(
        Fact(fact, label(fact), fact in stated or fact in sure or fact in _NAMES, fact in stated)
        for fact in wanted
    )


_NAMES = frozenset({"review_body", "court"})


@cache
def labels() -> dict[str, str]:
    """Facts that the law has no name for, as officers see them."""
    return tomllib.loads(_text("labels"))


def label(fact: str) -> str:
    """How officers see a fact; KeyError for none that is known."""
    known = particulars().get(fact)
    return known.label if known else labels()[fact]


def _text(name: str) -> str:
    return files("gongkai.documents.letters").joinpath(f"data/{name}.toml").read_text("utf-8")


def _template(
    kind: str, entry: dict[str, Any], opening: tuple[Part, ...], closing: tuple[Part, ...]
) -> Template:
    known = {key: entry[key] for key in ("annex", "you", "named") if key in entry}
    if entry.get("sheet"):
        rows = tuple(tuple(row) for row in entry["rows"])
        told = {key: entry[key] for key in ("above", "below") if key in entry}
        return Template(kind=kind, sheet=Sheet(rows=rows, widths=tuple(entry["widths"]), **told), **known)
    parts = (*opening, *_parts(entry), *(closing if _closed(kind) else ()))
    return Template(kind=kind, parts=parts, **known)


def _closed(kind: str) -> bool:
    told = letter(kind)
    return told.kind is LetterKind.ANSWER and any(each.id == "remedy_notice" for each in told.states)


def _parts(entry: dict[str, Any]) -> tuple[Part, ...]:
    return tuple(_read(entry.get("paragraphs", ())))


def _read(paragraphs: list[Any]) -> Iterator[Part]:
    for each in paragraphs:
        if isinstance(each, str):
            yield Part(text=each)
        else:
            yield Part(**{**each, "says": tuple(each.get("says", ()))})
