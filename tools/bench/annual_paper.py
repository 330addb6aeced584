"""Annual reports as files: how many a second, the PDF beside WeasyPrint, the Word file beside LibreOffice."""

import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.documents.annual.as_html import to_html
from gongkai.documents.annual.writing import Kind, write
from gongkai.law.report.content import Report
from tests.documents.annual.samples import MADE_AT
from tests.law.report.reports import balanced_2019, balanced_2021, before_2021, township_2021
from tools.bench.rounds import Row, turns

BESIDE = 1.0  # of the time that the other programs take


def batch() -> list[Report]:
    """Reports in both forms, of three kinds of bodies."""
    return [balanced_2021(), balanced_2019(), before_2021(), township_2021(received=3)]


def pdf(report: Report) -> bytes:
    """PDF/A-2a with tags and charts."""
    return write(report, Kind.PDF, MADE_AT).data


def docx(report: Report) -> bytes:
    """The Word file with charts."""
    return write(report, Kind.DOCX, MADE_AT).data


def weasyprint(report: Report) -> bytes:
    """The same text, tables and charts as PDF/A with tags, from our own page."""
    from weasyprint import HTML  # noqa: PLC0415 - started by those who ask for it alone

    made: bytes = HTML(string=to_html(report).decode()).write_pdf(pdf_variant="pdf/a-3a")
    return made


def office(reports: Sequence[Report]) -> float:
    """Seconds in which one start of LibreOffice makes Word files of our pages."""
    with tempfile.TemporaryDirectory() as folder:
        for number, report in enumerate(reports):
            Path(folder, f"{number}.html").write_bytes(to_html(report))
        run = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to"]
        run += ["docx:MS Word 2007 XML", "--infilter=HTML (StarWriter)", "--outdir", folder]
        started = time.perf_counter()
        subprocess.run(
            [*run, *map(str, sorted(Path(folder).glob("*.html")))], check=True, capture_output=True
        )
        taken = time.perf_counter() - started
        if len([*Path(folder).glob("*.docx")]) != len(reports):
            raise RuntimeError("LibreOffice left reports out")
        return taken


def annual_paper() -> Iterator[Row]:
    """In one process, in turns."""
    reports = batch()
    rounds = [*turns((pdf, weasyprint), reports)]
    mine, theirs = (statistics.median(each) for each in zip(*rounds, strict=True))
    rate = f"{len(reports) / mine:,.1f} reports a second; WeasyPrint {len(reports) / theirs:,.1f}"
    yield Row("annual reports as PDF/A with charts", rate, mine / theirs, "the time of WeasyPrint", BESIDE)
    (words,) = zip(*turns((docx,), reports), strict=True)
    taken = statistics.median(words)
    rate = f"{len(reports) / taken:,.1f} reports a second"
    if shutil.which("soffice"):
        office(reports[:1])
        other = office(reports)
        rate += f"; LibreOffice {len(reports) / other:,.1f}"
        yield Row(
            "annual reports as DOCX with charts", rate, taken / other, "the time of LibreOffice", BESIDE
        )
    else:
        yield Row("annual reports as DOCX with charts", rate)
