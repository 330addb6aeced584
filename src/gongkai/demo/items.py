"""What the demo publishes: read from `items.toml`, every text of it invented."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import escape
from importlib.resources import files
from io import BytesIO
from itertools import groupby
from typing import Any
from zipfile import ZipFile

import xlsxwriter

_OFFICE = "http://schemas.openxmlformats.org"
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_OFFICE}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.'
        'openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/'
        'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_OFFICE}/package/2006/relationships"><Relationship Id="rId1" Type="{_OFFICE}/'
        'officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'
    ),
}
_DOCUMENT = f'<w:document xmlns:w="{_OFFICE}/wordprocessingml/2006/main"><w:body>{{}}</w:body></w:document>'
_KINDS = {"@": "addressee", ">": "signature"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One item. `days`: how many days ago it began; `months_ago` alone of a series, of which it is one.

    `agreed`: the steps that have agreed; `then`: "public", "withheld", "scheduled" or nothing.
    """

    at: str
    days: int
    column: str
    genre: str
    topic: str
    title: str
    summary: str
    body: str
    entry: str = ""
    document_no: str = ""
    validity: str = ""
    attribute: str = "proactive"
    grounds: tuple[str, ...] = ()
    reasons: str = ""
    attachment: str = ""
    mentions: str = ""
    shown_for: int = 0
    withdrawn: str = ""
    removed: str = ""
    corrected: str = ""
    sent: bool = False
    agreed: tuple[str, ...] = ()
    returned: str = ""
    urgent: str = ""
    then: str = ""


def texts(today: date) -> list[Text]:
    """All items of the demo as of a day, in the order in which they began."""
    found = tomllib.loads(files("gongkai.demo").joinpath("items.toml").read_text("utf-8"))
    public = [*found["item"], *(one for series in found["series"] for one in _months(series, today))]
    made = [_text(one, then="public") for one in public] + [_text(one) for one in found["draft"]]
    return sorted(made, key=lambda text: -text.days)


def html(body: str) -> str:
    """Lines as HTML; rows that follow each other are one table, the first of them its head."""
    parts: list[str] = []
    for is_row, group in groupby(body.strip().splitlines(), lambda line: line.startswith("|")):
        lines = list(group)
        parts += [_table(lines)] if is_row else map(_paragraph, lines)
    return "".join(parts)


def sheet(body: str) -> bytes:
    """The tables of a body as a workbook."""
    made = BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        page = book.add_worksheet("附表")
        page.set_column(0, 3, 24)
        rows = [line[1:].split("|") for line in body.splitlines() if line.startswith("|")]
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
    return made.getvalue()


def document(title: str, body: str) -> bytes:
    """The lines of a body as a Word file."""
    lines = [title, *(line.lstrip("@#>") for line in body.strip().splitlines())]
    paragraphs = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in lines)
    made = BytesIO()
    with ZipFile(made, "w") as package:
        for name, text in {**_PARTS, "word/document.xml": _DOCUMENT.format(paragraphs)}.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}')
    return made.getvalue()


def _text(given: dict[str, Any], **more: Any) -> Text:
    lists = {name: tuple(given.get(name, ())) for name in ("grounds", "agreed")}
    return Text(**{**more, **given, **lists})


def _months(series: dict[str, Any], today: date) -> Iterator[dict[str, Any]]:
    """One for each of the last full months, out on the tenth of the month after."""
    given = {name: value for name, value in series.items() if name != "months"}
    for ago in range(1, series["months"] + 1):
        year, month = divmod(today.year * 12 + today.month - 1 - ago, 12)
        out = date(year + month // 11, (month + 1) % 12 + 1, 10) if ago > 1 or today.day > 10 else today
        words = {"year": year, "month": month + 1, "a": 20 + month, "b": 40 + 9 * month}
        words |= {"c": 31 + 2 * month, "d": 70 + 11 * month}
        filled = {name: given[name].format(**words) for name in ("title", "body")}
        yield {**given, **filled, "days": max((today - out).days, 0) + 1}


def _paragraph(line: str) -> str:
    if line.startswith("#"):
        return f"<h2>{escape(line[1:])}</h2>"
    kind = _KINDS.get(line[:1])
    return f'<p class="{kind}">{escape(line[1:])}</p>' if kind else f"<p>{escape(line)}</p>"


def _table(lines: list[str]) -> str:
    head, *rows = [[escape(cell) for cell in line[1:].split("|")] for line in lines]
    top = "".join(f"<th>{cell}</th>" for cell in head)
    rest = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{rest}</tbody></table>"
