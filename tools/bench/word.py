"""From Word to a page, cleaning, and comparing: measured on documents that the tests write."""

import io
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import replace

import mammoth
import nh3

from gongkai.documents.comparing import compare
from gongkai.documents.rich_text import clean, plain
from gongkai.documents.word import convert
from tests.documents.word.manners import MANNERS, laid_out
from tests.documents.word.official import DOCUMENTS, OPINIONS
from tools.bench.rounds import Row, Work, turns

TIMES = 60  # the body of a document, repeated: some 20,000 characters, a long plan
WORD_TARGET = 1.5  # of the time that plain mammoth needs for the same files
CLEAN_TARGET = 40  # of the time that nh3 alone needs: the text is understood and written anew
COMPARE_SECONDS = 2.0
CHANGES = 100


def plain_mammoth(data: bytes) -> object:
    return mammoth.convert_to_html(io.BytesIO(data)).value


def files() -> list[bytes]:
    return [write(document) for document in DOCUMENTS.values() for write in MANNERS.values()]


def long_file() -> bytes:
    head, body, tail = OPINIONS.lines[:4], OPINIONS.lines[4:-3], OPINIONS.lines[-3:]
    return laid_out(replace(OPINIONS, lines=(*head, *body * TIMES, *tail)))


def compared(
    what: str, ours: Work, other: Work, against: str, things: Sequence[bytes | str], target: float
) -> Row:
    """Our work beside the plain library's on the same things, with megabytes a second."""
    rounds = list(turns((ours, other), things))
    taken = statistics.median(mine for mine, _ in rounds)
    ratio = statistics.median(mine / theirs for mine, theirs in rounds)
    size = sum(len(thing.encode() if isinstance(thing, str) else thing) for thing in things) / 1e6
    return Row(what, f"{len(things) / taken:,.0f} a second, {size / taken:.1f} MB/s", ratio, against, target)


def word() -> Iterator[Row]:
    """Conversion beside plain mammoth, cleaning beside plain nh3, and a comparison of two texts of a megabyte."""
    yield compared("Word to page", convert, plain_mammoth, "mammoth alone", files(), WORD_TARGET)
    long = long_file()
    yield compared("Word to page, a long plan", convert, plain_mammoth, "mammoth alone", [long], WORD_TARGET)
    pages = [convert(data).html for data in files()]
    yield compared("page cleaned", clean, nh3.clean, "nh3 alone", pages, CLEAN_TARGET)
    yield compared("page as plain text", plain, nh3.clean, "nh3 alone", pages, CLEAN_TARGET)
    lines = plain(convert(long).html).splitlines()
    old = [f"{number}、{lines[number % len(lines)]}" for number in range(20_000)]
    new = list(old)
    for number in range(0, len(new), len(new) // CHANGES):
        new[number] = f"{new[number][:-4]}按规定{new[number][-2:]}"
    texts = ("\n".join(old), "\n".join(new))
    seconds = statistics.median(taken for (taken,) in turns((lambda pair: compare(*pair),), [texts]))
    size = len(texts[0].encode()) / 1e6
    yield Row(
        f"comparison of {size:.1f} MB with {CHANGES} changes",
        f"{seconds:.2f} s, at most {COMPARE_SECONDS:g} s",
        kept=seconds <= COMPARE_SECONDS,
    )
