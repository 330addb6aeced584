"""Reviewed pages of reports, as small pictures. `python -m tests.documents.annual.golden` writes them anew: look at each then.

Those called word are of Word files, as LibreOffice prints them with the typefaces that the platform has in place of the official ones.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from gongkai.documents.annual.writing import Kind, write
from gongkai.documents.paper import typecase
from gongkai.documents.paper.measures import NAMED
from gongkai.law.report.content import Report
from tests.documents import goldens
from tests.documents.annual.samples import MADE_AT
from tests.documents.word.manners import through_office
from tests.law.report.reports import balanced_2019, balanced_2021, township_2021

FOLDER = Path(__file__).parent / "golden"
REPORTS: Mapping[str, Report] = {
    "2021": balanced_2021(),
    "2019": balanced_2019(),
    "township": township_2021(received=3),
}
IN_WORD = ("2021", "2019")


def printed(name: str) -> bytes:
    """The PDF of a report."""
    return write(REPORTS[name], Kind.PDF, MADE_AT).data


@contextmanager
def typefaces(folder: Path) -> Iterator[None]:
    """The machine has a typeface for each name that Word files ask for: the first installed one of the platform's list."""
    aliases = "".join(
        f"<match><test name='family'><string>{escape(asked)}</string></test>"
        f"<edit name='family' mode='assign' binding='strong'><string>{escape(typecase.faces()[use][0])}</string></edit></match>"
        for use, asked in NAMED.items()
    )
    there = "".join(
        f"<dir>{escape(str(path))}</dir>"
        for path in {Path(file).parent for file, _ in typecase.every_file()} | {typecase.SHIPPED}
    )
    told = folder / "fonts.conf"
    told.write_text(
        f"<?xml version='1.0'?><fontconfig>{there}<cachedir>{escape(str(folder / 'cache'))}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(told)
    try:
        yield
    finally:
        del os.environ["FONTCONFIG_FILE"]
        if before is not None:
            os.environ["FONTCONFIG_FILE"] = before


def in_word(folder: Path) -> dict[str, bytes]:
    """The Word files of reports as LibreOffice prints them, by what their pictures are called."""
    with typefaces(folder):
        files = {f"word_{name}": write(REPORTS[name], Kind.DOCX, MADE_AT).data for name in IN_WORD}
        return through_office(files, folder, "pdf")


if __name__ == "__main__":
    with TemporaryDirectory() as at:
        words = in_word(Path(at))
        goldens.write(
            FOLDER, [*REPORTS, *words], lambda name: words[name] if name in words else printed(name)
        )
