"""The reading and checking of reports, measured on documents that the test corpus writes."""

import io
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pdfplumber
from selectolax.lexbor import LexborHTMLParser

from gongkai.documents.reading import read
from gongkai.documents.writing.as_json import dumps, to_json
from gongkai.law.report.checks import check
from gongkai.law.report.content import Paragraph, Report
from tests.corpus.document import Document
from tests.corpus.html import html_document
from tests.corpus.html_pages import PAGES
from tests.corpus.paper import LOOKS, pdf_document
from tests.corpus.samples import sample
from tests.corpus.text import Layout, tabs, text_document
from tests.corpus.text_layouts import LAYOUTS
from tests.corpus.word import MANNERS, docx_document
from tests.corpus.workbook import one_sheet, sheet_each
from tools.bench.rounds import Row, Work, turns

BATCHES = (200, 1_000, 2_000)
SIZES = (1, 2, 4)  # times a report of 5,000 characters
PDF_TARGET = 1.3  # of the time that plain pdfplumber needs for the tables of the same files
MEMORY_TARGET = 1.2  # of the peak with a tenth of the files
GROWTH_TARGET = 1.5  # of the time that the same number of characters takes in reports a quarter as long


def compared(
    what: str, ours: Work, plain: Work, against: str, documents: Sequence[Document]
) -> tuple[float, Row]:
    """Seconds that our work takes for one document, and the row that compares it with the plain one."""
    rounds = list(turns((ours, plain), documents))
    one = statistics.median(mine for mine, _ in rounds) / len(documents)
    ratio = statistics.median(mine / other for mine, other in rounds)
    return one, Row(what, f"{1 / one:,.0f} reports a second on one core", ratio, against)


def ours(document: Document) -> Report:
    return read(document.data, document.name)


def ours_whole(document: Document) -> object:
    """All that `report check --json` does with a file."""
    report = ours(document)
    return check(report), dumps(to_json(report))


def lines_only(document: Document) -> object:
    return [line.split() for line in document.data.decode().splitlines()]


def parse_only(document: Document) -> object:
    return [cell.text() for cell in LexborHTMLParser(document.data).css("td, th, p")]


def tables_only(document: Document) -> object:
    with pdfplumber.open(io.BytesIO(document.data)) as pdf:
        return [page.extract_tables() for page in pdf.pages]


def texts(count: int) -> list[Document]:
    layouts = list(LAYOUTS.values())
    return [text_document(sample(seed), layouts[seed % len(layouts)]) for seed in range(count)]


def pages(count: int) -> list[Document]:
    layouts = list(PAGES.values())
    return [html_document(sample(seed), layouts[seed % len(layouts)]) for seed in range(count)]


def papers() -> list[Document]:
    ruled = [look for look in LOOKS.values() if look.ruled]
    return [pdf_document(sample(seed), look) for seed, look in enumerate(ruled * 2)]


def word_files() -> list[Document]:
    return [docx_document(sample(seed), manner) for seed, manner in enumerate(MANNERS.values())]


def workbooks(count: int) -> list[Document]:
    return [(one_sheet if seed % 2 else sheet_each)(sample(seed)) for seed in range(count)]


def sized(times: int, count: int) -> list[Document]:
    """Reports whose prose has so many times 5,000 characters, each sentence with figures of its own."""
    made = []
    for seed in range(count):
        report = sample(seed)
        sentences = [
            f"第{place}个单位全年公开信息{3 * place}条，其中网站公开{2 * place}条，新媒体公开{place}条。"
            for place in range(1, 1 + 125 * times)
        ]
        prose = tuple(Paragraph("".join(sentences[at : at + 5]), "") for at in range(0, len(sentences), 5))
        first, *rest = report.sections
        longer = replace(first, paragraphs=(*first.paragraphs, *prose))
        made.append(text_document(replace(report, sections=(longer, *rest)), Layout(tabs)))
    return made


def reading() -> Iterator[Row]:
    """Each format: reports a second, against what a plain library needs to take the same file apart."""
    yield compared("text, read", ours, lines_only, "splitting the lines into words", texts(100))[1]
    yield compared("HTML, read", ours, parse_only, "parsing the page and taking its cells", pages(100))[1]
    both = [*texts(50), *pages(50)]
    yield compared("text and HTML, read, checked, as JSON", ours_whole, ours, "reading alone", both)[1]
    for what, documents in (("DOCX, read", word_files()), ("XLSX, read", workbooks(20))):
        one = statistics.median(mine for (mine,) in turns((ours,), documents)) / len(documents)
        yield Row(what, f"{1 / one:,.0f} reports a second on one core")
    one, row = compared("PDF, read", ours, tables_only, "pdfplumber's `extract_tables`", papers())
    yield replace(row, figure=f"{1000 * one:,.0f} ms a report", target=PDF_TARGET)


def growth() -> Iterator[Row]:
    """Reports two and four times as long: the time for the same number of characters."""
    count = 8
    batches = [sized(times, count) for times in SIZES]
    weights = [sum(len(document.data) for document in batch) for batch in batches]
    rounds = list(turns((ours_whole,), *batches))
    for at, times in enumerate(SIZES):
        one = statistics.median(taken[at] for taken in rounds) / count
        ratio = statistics.median((taken[at] / weights[at]) / (taken[0] / weights[0]) for taken in rounds)
        what = f"report of {weights[at] // count / 1000:.0f} KB, read, checked, as JSON"
        compared_with = ("per KB, the first of these", GROWTH_TARGET) if times > 1 else ("", None)
        yield Row(what, f"{1000 * one:,.0f} ms", ratio if times > 1 else None, *compared_with)


def memory() -> Iterator[Row]:
    """The command on folders of growing size: all its processes together, at their highest."""
    half = max(BATCHES) // 2
    documents = [document for pair in zip(texts(half), pages(half), strict=True) for document in pair]
    peaks = [peak(documents[:count]) for count in BATCHES]
    yield Row(f"memory of a batch of {BATCHES[0]:,}, all processes", f"{peaks[0]:,.0f} MB")
    for count, highest in list(zip(BATCHES, peaks, strict=True))[1:]:
        what = f"memory of a batch of {count:,}, all processes"
        yield Row(what, f"{highest:,.0f} MB", highest / peaks[0], f"a batch of {BATCHES[0]}", MEMORY_TARGET)


def peak(documents: Sequence[Document]) -> float:
    """Megabytes that all processes of `gongkai report check FOLDER` hold together, at their highest."""
    with tempfile.TemporaryDirectory() as folder:
        for number, document in enumerate(documents):
            Path(folder, f"{number:05}{Path(document.name).suffix}").write_bytes(document.data)
        command = [sys.executable, "-m", "gongkai", "report", "check", folder, "--json"]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True) as process:
            highest = 0
            while process.poll() is None:
                highest = max(highest, sum(resident(process.pid)))
                time.sleep(0.05)
    if process.returncode not in {0, 1}:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}")
    return highest / 1024


def resident(session: int) -> Iterator[int]:
    """Kilobytes of each process of a session (Linux)."""
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            if os.getsid(int(status.parent.name)) == session:
                found = re.search(r"VmRSS:\s*(\d+)", status.read_text())
                yield int(found[1]) if found else 0
        except (OSError, ProcessLookupError):  # it has just ended
            continue
