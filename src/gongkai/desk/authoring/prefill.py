"""What an item begins with: as much of the form as a Word file says, and what usually is so."""

from gongkai.documents.rich_text import plain
from gongkai.documents.word import Converted
from gongkai.law.metadata import genre_of
from gongkai.publication.queries.content import Content

SHORTEST = 15
LONGEST = 120  # characters of a summary


def empty(agency: str, column_id: int | None = None) -> Content:
    """An item that begins without a file, in a column if one was named."""
    return Content(issuing_body=agency, column_id=column_id)


def from_word(made: Converted, agency: str) -> Content:
    """An item from a Word file. What was not recognised stays empty; the agency is the issuer unless the file says otherwise."""
    return Content(
        title=made.title[:200],
        body=made.html,
        document_no=made.document_no[:60],
        issuing_body=(made.issuing_body or agency)[:200],
        written_on=made.written_on,
        genre=genre_of(made.title),
        summary=summary_of(plain(made.html)),
    )


def summary_of(text: str) -> str:
    """The first paragraph that says something, down to the end of a sentence; the officer looks it over."""
    told = (line.strip() for line in text.split("\n"))
    first = next((line for line in told if len(line) >= SHORTEST and not line.endswith(("：", ":"))), "")
    if len(first) <= LONGEST:
        return first
    cut = first[:LONGEST]
    end = max(cut.rfind(mark) for mark in "。；！？")
    return cut[: end + 1] if end >= SHORTEST else f"{cut}……"
