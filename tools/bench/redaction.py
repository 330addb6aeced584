"""Redaction: invented texts and places of pictures withheld, how many of them three programs can still read, and what it costs."""

import io
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import docx
from PIL import Image

from gongkai.documents.redaction import Span, drawings, redact
from gongkai.documents.redaction.choosing import found, redacted
from gongkai.documents.redaction.marks import Redacted
from gongkai.documents.redaction.sheets.finding import plain
from tests.documents.redaction.made import BASES, office
from tests.documents.redaction.photos import (
    EXTRACTORS,
    WAYS,
    WORDS,
    far,
    marks,
    packed,
    shows_only,
    stacked,
    turned,
    windows,
)
from tests.documents.redaction.readers import forms, texts, unpacked
from tests.documents.redaction.test_word import parts
from tests.documents.word.manners import through_office
from tools.bench.rounds import Row

PICTURES = 8  # of each kind
IN_WORD = ("PNG", "PNG with a palette", "JPEG", "JPEG, progressive", "JPEG, grey", "GIF", "TIFF, LZW")
APART_SECONDS = 3.0  # a letter of three pages, in a process of its own


def _files() -> Iterator[tuple[str, bytes, list[str]]]:
    for name, base in BASES.items():
        yield name, *base()
    file, written = office()
    with tempfile.TemporaryDirectory() as folder:
        yield "LibreOffice", through_office({"letter": file}, Path(folder), "pdf")["letter"], written


def _timed(data: bytes, gone: list[str]) -> tuple[Redacted, float]:
    marks = found(data, gone, "denied_third_party/privacy", "个人隐私")
    started = time.process_time()
    made = redacted(data, marks, raster=False)
    return made, time.process_time() - started


def redaction() -> Iterator[Row]:
    """Every text withheld once, in two goes for each file, so that its neighbours have to stay."""
    cases = pictures = 0
    read: dict[str, int] = {}
    spent: list[float] = []
    for name, data, written in _files():
        pages, taken = 0, 0.0
        for half in (0, 1):
            gone = written[half::2]
            made, seconds = _timed(data, gone)
            whole = unpacked(made.data)
            for program, text in texts(made.data).items():
                read[program] = read.get(program, 0) + sum(plain(each) in text for each in gone)
            read["bytes"] = read.get("bytes", 0) + sum(
                any(form in whole for form in forms(each)) for each in gone
            )
            cases += len(gone)
            pictures += len(made.report.rastered)
            pages += made.data.count(b"/Type /Page ")
            taken += seconds
        spent.append(taken / pages)
        yield Row(f"redaction, {name}", f"{1000 * taken / pages:.0f} ms of CPU a page, {len(written)} texts")
    for program, left in read.items():
        yield Row(f"texts still found, {program}", f"{left} of {cases:,}", kept=not left)
    yield Row("pages that had to become pictures", f"{pictures}", kept=not pictures)
    yield Row("redaction, the middle file", f"{1000 * statistics.median(spent):.0f} ms of CPU a page")
    yield from _pictures()
    yield from _in_word()
    yield from _apart()


def _pictures() -> Iterator[Row]:
    """Every place of picture files of all kinds boxed, in two goes for each."""
    left = dict.fromkeys((*EXTRACTORS, "bytes"), 0)
    spent, cases = [], 0
    for seed in range(PICTURES):
        for way, made_by in WAYS.items():
            data, seen = made_by(10 + seed)
            for half in (0, 1):
                places = turned(seen)[half::2]
                started = time.process_time()
                made = redacted(data, marks(seen, places), raster=False)
                spent.append(time.process_time() - started)
                for program, extract in EXTRACTORS.items():
                    alike = shows_only(stacked(extract(made.data)), seen, places, far(way, program))
                    left[program] += 0 if alike else len(places)
                whole = unpacked(made.data)
                told = any(form in whole for form in forms(WORDS))
                left["bytes"] += told or any(piece.lower() in whole for piece in packed(way, data))
                cases += len(places)
    for program, count in left.items():
        yield Row(
            f"places of {len(WAYS)} kinds of pictures, {program}", f"{count} of {cases:,}", kept=not count
        )
    yield Row("a picture file, the middle one", f"{1000 * statistics.median(spent):.0f} ms of CPU")


def _in_word() -> Iterator[Row]:
    """Each picture of Word files withheld once: pieces of it in any part of the new file."""
    left = cases = 0
    for seed in range(PICTURES):
        files = [WAYS[way](50 + seed)[0] for way in IN_WORD]
        document = docx.Document()
        for each in files:
            document.add_picture(io.BytesIO(each))
        out = io.BytesIO()
        document.save(out)
        for number, known in enumerate(drawings(out.getvalue())):
            made = redacted(out.getvalue(), [Span(0, 0, 0, picture=known.part)], raster=False)
            kept = parts(made.data)
            whole = b"\n".join(kept.values())
            black = [Image.open(io.BytesIO(kept[name])) for name in kept if "withheld" in name]
            dark = [picture.convert("L").getextrema() == (0, 0) for picture in black] == [True]
            left += not dark or any(piece in whole for piece in windows(files[number]))
            cases += 1
    yield Row("pictures of Word files, pieces in any part", f"{left} of {cases:,}", kept=not left)


def _apart() -> Iterator[Row]:
    data, written = BASES["chinese"]()
    marks = found(data, written[::2], "denied_third_party/privacy", "个人隐私")
    redact(data, marks)
    started = time.perf_counter()
    redact(data, marks)
    taken = time.perf_counter() - started
    yield Row(
        "three pages, in a process of its own",
        f"{taken:.2f} s, at most {APART_SECONDS:g} s",
        kept=taken <= APART_SECONDS,
    )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Row("memory of all of it in one process", f"{memory:.0f} MB at most")
