"""Letters on paper: how many a second and in how much memory, beside WeasyPrint and LibreOffice; and 500 of them in one go."""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from gongkai.documents.letters import letter as letters
from gongkai.documents.letters.letter import Written
from gongkai.documents.letters.templates import templates
from gongkai.documents.paper import measures
from gongkai.documents.paper.docx import docx
from gongkai.documents.paper.pdf import pdf
from gongkai.documents.paper.printing import printed
from tests.documents.letters.samples import MADE_AT, sample
from tools.bench.rounds import Row, turns

MANY = 500
EACH = 4
"""Every so many kinds are in a batch."""
BESIDE = 1.0  # of the time that the other programs take
PROGRESS = 100
_STYLE = f"""
@page {{ size: A4; margin: {measures.TOP}mm {measures.RIGHT}mm {measures.BOTTOM}mm {measures.LEFT}mm;
  @bottom-right {{ content: "— " counter(page) " —"; white-space: nowrap }} }}
@font-face {{ font-family: fang; src: url("FONT") }}
body {{ font: {measures.SIZE}pt/{measures.PITCH}pt fang, "Noto Serif CJK SC", serif; text-align: justify }}
p {{ margin: 0; text-indent: 2em }}
h2 {{ font: bold {measures.TITLE_SIZE}pt "Noto Serif CJK SC"; text-align: center }}
.issuer {{ color: {measures.RED}; font-size: 36pt; line-height: 1; text-align: center; text-indent: 0 }}
.addressee {{ text-indent: 0 }} .signature, .written-on, .document-no {{ text-align: right }}
table {{ border-collapse: collapse; width: 100% }} td, th {{ border: 0.5pt solid; padding: 4pt }}
"""


def ours(written: Written) -> bytes:
    """A PDF/A-2a with tags."""
    return pdf(letters.paper(written, MADE_AT))


def word(written: Written) -> bytes:
    return docx(letters.paper(written, MADE_AT))


def weasyprint(written: Written) -> bytes:
    """The same text as PDF/A with tags, by a style sheet of the same measures."""
    from weasyprint import HTML  # noqa: PLC0415 - its memory is measured in a process without the others

    sheets, fonts = _weasy()
    page = f"<html lang=zh><title>文书</title><body>{letters.html(written)}</body></html>"
    made: bytes = HTML(string=page).write_pdf(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/a-3a")
    return made


@cache
def _weasy() -> tuple[list[Any], Any]:
    from weasyprint import CSS  # noqa: PLC0415 - as above
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - as above

    from gongkai.documents.paper.typecase import SHIPPED  # noqa: PLC0415 - as above

    fonts = FontConfiguration()
    face = (SHIPPED / "FandolFang-Regular.otf").as_uri()
    return [CSS(string=_STYLE.replace("FONT", face), font_config=fonts)], fonts


def office(batch: Sequence[Written]) -> None:
    """All of them by one start of LibreOffice, from Word files that are there already."""
    with tempfile.TemporaryDirectory() as folder:
        for number, written in enumerate(batch):
            Path(folder, f"{number}.docx").write_bytes(word(written))
        run = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless"]
        run += ["--convert-to", 'pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"}}']
        run += ["--outdir", folder, *map(str, sorted(Path(folder).glob("*.docx")))]
        subprocess.run(run, check=True, capture_output=True)
        if len([*Path(folder).glob("*.pdf")]) != len(batch):
            raise RuntimeError("LibreOffice left letters out")


def peak(work: str, batch: Sequence[Written]) -> float:
    """The most memory that a fresh process takes for a batch, in MB; that of the programs that it starts where that is more."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (work, batch))


def _peak(work: str, batch: Sequence[Written]) -> float:
    if work == "office":
        office(batch)
    else:
        make = {"ours": ours, "weasyprint": weasyprint, "word": word}[work]
        for written in batch:
            make(written)
    if work == "office":
        return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = Path("/proc/self/status").read_text(encoding="utf-8")  # ru_maxrss begins with what the parent had
    return int(told.partition("VmHWM:")[2].split()[0]) / 1024


def all_kinds() -> list[Written]:
    """One of each kind."""
    return [*map(sample, templates())]


def beside(
    name: str, taken: float, other: float, batch: Sequence[Written], memory: tuple[float, float]
) -> Iterator[Row]:
    """Letters a second and memory, ours beside another program's."""
    rate = f"{len(batch) / taken:,.0f} letters a second; {name} {len(batch) / other:,.1f}"
    yield Row(f"letters as PDF/A, {len(batch)} kinds", rate, taken / other, f"the time of {name}", BESIDE)
    told = f"{memory[0]:,.0f} MB; {name} {memory[1]:,.0f} MB"
    yield Row(
        f"memory for {len(batch)} letters as PDF/A", told, memory[0] / memory[1], f"the memory of {name}"
    )


def letters_bench() -> Iterator[Row]:
    """In one process, beside the others; then one by one as the platform prints them, apart; then 500 in one go."""
    batch = all_kinds()[::EACH]
    rounds = [*turns((ours, weasyprint), batch)]
    mine = statistics.median(each for each, _ in rounds)
    theirs = statistics.median(each for _, each in rounds)
    own = peak("ours", batch)
    yield from beside("WeasyPrint", mine, theirs, batch, (own, peak("weasyprint", batch)))
    if shutil.which("soffice"):
        office(batch[:1])
        started = time.perf_counter()
        office(batch)
        taken = time.perf_counter() - started
        yield from beside("LibreOffice", mine, taken, batch, (own, peak("office", batch)))
    (words,) = zip(*turns((word,), batch), strict=True)
    yield Row("letters as DOCX", f"{len(batch) / statistics.median(words):,.0f} letters a second")
    (apart,) = zip(
        *turns((lambda each: printed(letters.paper(each, MADE_AT), "pdf"),), batch[:5]), strict=True
    )
    yield Row(
        "letter as PDF/A, made in a process of its own", f"{statistics.median(apart) / 5 * 1000:,.0f} ms"
    )
    yield many(all_kinds())


def many(batch: Sequence[Written]) -> Row:
    """500 different letters, each looked through and printed; how far it is goes to standard error."""
    started, size = time.perf_counter(), 0
    for number in range(1, MANY + 1):
        written = replace(batch[number % len(batch)], number=f"云公开告〔2026〕{number}号")
        if any(each.severity == "error" for each in letters.missing(written)):
            raise RuntimeError(f"{written.kind} has errors")
        size += len(ours(written))
        if number % PROGRESS == 0:
            print(f"{number} of {MANY}", file=sys.stderr, flush=True)
    taken = time.perf_counter() - started
    return Row(
        f"{MANY} letters, looked through and printed", f"{taken:.1f} s, {size / MANY / 1024:.0f} KB each"
    )
