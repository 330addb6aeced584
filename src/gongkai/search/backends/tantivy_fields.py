"""What an entry is in the index of files: its fields. Whoever changes them raises `VERSION`."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import tantivy

from gongkai.documents.searching.grams import BETWEEN, Vocabulary, pairs
from gongkai.search.backends.looked import FACETS
from gongkai.search.models import Entry

VERSION = 1
"""An index of another version is made anew."""
ALL, TITLE, NUMBER, WORDS, WHOLE_NUMBER = "all", "title", "number", "words", "whole_number"
KEY, ID, ORDER, DIGEST = "key", "id", "order", "digest"
_GAP = " --- --- "
"""Words between two lines: never looked for, as no pair has three characters."""
_PLACES = 29
"""Bits of `order` that are the number of the entry; the seconds of its publication stand before them.

So what was published within the same second is ordered by number. Both have room: until 2500, for 500 million entries.
"""
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def document(entry: Entry, folded: str, vocabulary: Vocabulary) -> tantivy.Document:
    """An entry as the index takes it in. `folded`: its title, its number and the rest, by lines."""
    lines = folded.split(BETWEEN)
    texts = {
        KEY: key_of(entry.kind, entry.key),
        ALL: _paired(lines),
        TITLE: _paired(lines[:1]),
        NUMBER: _paired(lines[1:2]),
        WHOLE_NUMBER: lines[1],
        WORDS: " ".join(vocabulary.within(folded)),
        **_facets(entry),
    }
    made = tantivy.Document()
    for field, text in texts.items():
        made.add_text(field, text)
    for field, number in ((ID, entry.pk), (ORDER, _order(entry)), (DIGEST, digest(entry, folded))):
        made.add_integer(field, number)
    return made


def entry_id(order: int) -> int:
    """The number of the entry whose order this is."""
    return order & (1 << _PLACES) - 1


def digest(entry: Entry, folded: str) -> int:
    """A number that differs where an entry would be found otherwise."""
    everything = [key_of(entry.kind, entry.key), str(_order(entry)), *_facets(entry).values(), folded]
    return int.from_bytes(sha256("\0".join(everything).encode()).digest()[:7])


def _paired(lines: Iterable[str]) -> str:
    """The pairs of lines, as words. Between two lines is more than a phrase leaves out, so that it never goes across."""
    return _GAP.join(" ".join(pairs(line)) for line in lines)


def _facets(entry: Entry) -> dict[str, str]:
    return {facet: str(getattr(entry, "agency_id" if facet == "agency" else facet)) for facet in FACETS}


def _order(entry: Entry) -> int:
    seconds = (entry.published_at - _EPOCH) // timedelta(seconds=1)
    return (seconds << _PLACES) + int(entry.pk)


def key_of(kind: str, key: str) -> str:
    """By which an entry is found to be dropped: its number may be gone by then."""
    return f"{kind} {key}"


def schema() -> tantivy.Schema:
    """The fields."""
    made = tantivy.SchemaBuilder()
    for name in (ALL, TITLE, NUMBER):
        made.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    made.add_text_field(WORDS, tokenizer_name="whitespace", index_option="basic")
    for name in (WHOLE_NUMBER, KEY):
        made.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FACETS:
        made.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    made.add_integer_field(ID, indexed=True, fast=True)
    for name in (ORDER, DIGEST):
        made.add_integer_field(name, fast=True)
    return made.build()
