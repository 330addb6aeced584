"""Reviewed posters, as small pictures. `python -m tests.documents.posters.golden` writes them anew: look at each then."""

from pathlib import Path

from gongkai.documents.posters import Poster, Sheet
from gongkai.documents.posters.pdf import pdf
from tests.documents import goldens
from tests.documents.posters.test_poster import poster

FOLDER = Path(__file__).parent / "golden"
LONG = "云岭县优化营商环境惠企政策汇编和办事指南专题（虚构）" * 2
POSTERS: dict[str, Poster] = {
    "one_a4": poster(),
    "one_a3": poster(sheet=Sheet.A3),
    "two_a4": poster(2),
    "four_a3": poster(4, sheet=Sheet.A3),
    "six_a4": poster(6),
    "seven_a4": poster(7),
    "long_title": poster(4, title=LONG),
    "bare": poster(cover="", agency="", dated=""),
}


def file(name: str) -> bytes:
    """The PDF behind a name."""
    return pdf(POSTERS[name])


if __name__ == "__main__":
    goldens.write(FOLDER, POSTERS, file)
