"""Parts of a file withheld so that nothing is left of them (区分处理, art. 37), in PDF, picture and Word files.

For pages and commands:

- `pages(data)`, `page_picture(data, page, scale)`: a PDF or picture file to look at and to mark in.
- `paragraphs(data)`, `drawings(data)`, `drawing(data, number)`: the texts and pictures of a Word file.
- `found(data, strings)`: marks for every place of some texts; `suggested(data)`: marks for personal data.
- `redact(data, marks)`: the file without what is marked, and a report. Marks are `Mark` (a box on a page), `Span`
  (characters or a picture of a Word file) and `Words` (a text, wherever it stands).
- `withheld_list(report)`: what was withheld and why, for the letter.

All of them work in a process of their own and raise `Unreadable`, whose Chinese message says what is wrong and what to
do: files with passwords, broken, monstrous and unknown ones, marks outside the file, an absence that cannot be proved.
Nothing that is raised or reported repeats what is withheld.
"""

from gongkai.documents.reading.blocks import Unreadable
from gongkai.documents.redaction.marks import (
    Box,
    Drawing,
    Line,
    Mark,
    Marked,
    Page,
    Paragraph,
    Place,
    Redacted,
    Report,
    Scan,
    Span,
    Withheld,
    Words,
    withheld_list,
)
from gongkai.documents.redaction.processes import (
    drawing,
    drawings,
    found,
    page_picture,
    pages,
    paragraphs,
    redact,
    suggested,
)

__all__ = [
    "Box",
    "Drawing",
    "Line",
    "Mark",
    "Marked",
    "Page",
    "Paragraph",
    "Place",
    "Redacted",
    "Report",
    "Scan",
    "Span",
    "Unreadable",
    "Withheld",
    "Words",
    "drawing",
    "drawings",
    "found",
    "page_picture",
    "pages",
    "paragraphs",
    "redact",
    "suggested",
    "withheld_list",
]
