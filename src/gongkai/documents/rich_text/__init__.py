"""The HTML that an item's body may consist of: an explicit list of tags, attributes and classes; nothing else passes."""

from gongkai.documents.rich_text import blocks, gate
from gongkai.documents.rich_text.parsing import parse
from gongkai.documents.rich_text.writing import written

PICTURES = "attachments/"
"""Where a body finds its own pictures, relative to its page: `<img src="attachments/…">`. Others do not pass."""


def clean(html: str, *, pictures: str = PICTURES) -> str:
    """The HTML with nothing in it that an official text does not need, in one tidy form.

    What Word and WPS paste is understood (alignment, typed bullets, hidden and deleted text) and its clutter left out.
    `clean(clean(x)) == clean(x)`. `pictures`: the address under which the item's own pictures stand.
    """
    return gate.passed(written(parse(html, pictures)), pictures)


def plain(html: str) -> str:
    """The text: a line for each paragraph, point or row, the cells of a row divided by tabs."""
    return "\n".join(blocks.lines(parse(html, PICTURES)))
