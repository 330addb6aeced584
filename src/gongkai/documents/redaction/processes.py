"""Every look into a file, and every change, in a process of its own: these files come from anybody."""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from gongkai.documents.isolated import Answer, Bounds, apart
from gongkai.documents.redaction.marks import (
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
)

LOOKING = Bounds(
    60,
    "打开这个文件用时过长，已经停止。请把文件拆分后再试。",
    "文件太大，不能打开。请把文件拆分后再试。",
    "文件打不开，可能已经损坏。请在原软件中重新导出后再试。",
)
REDACTING = Bounds(
    180,
    "遮盖这个文件用时过长，已经停止。请把文件拆分后再试。",
    "文件太大，不能遮盖。请把文件拆分，或者压缩其中的图片后再试。",
    "遮盖没有完成，文件可能已经损坏。请在原软件中重新导出后再试。",
)


def pages(data: bytes) -> tuple[Page, ...]:
    """The pages of a PDF or of a picture file, with the place of every character. Raises Unreadable."""
    answer = apart(_pages, data, bounds=LOOKING)
    return tuple(
        Page(
            page["width"],
            page["height"],
            tuple(
                Line(line["text"], tuple((b[0], b[1], b[2], b[3]) for b in line["boxes"]))
                for line in page["lines"]
            ),
            page["scanned"],
        )
        for page in answer["pages"]
    )


def page_picture(data: bytes, page: int, scale: float = 2.0) -> bytes:
    """One page, counted from 0, as PNG; `scale` is pixels for a point. Raises Unreadable."""
    return b64decode(apart(_picture, data, page, scale, bounds=LOOKING)["png"])


def paragraphs(data: bytes) -> tuple[Paragraph, ...]:
    """The paragraphs of a Word file, whose characters `Span` counts. Raises Unreadable."""
    answer = apart(_paragraphs, data, bounds=LOOKING)
    return tuple(Paragraph(place, text) for place, text in answer["paragraphs"])


def drawings(data: bytes) -> tuple[Drawing, ...]:
    """The pictures of a Word file, in their order. Raises Unreadable."""
    answer = apart(_drawings, data, bounds=LOOKING)
    return tuple(Drawing(part, shown) for part, shown in answer["drawings"])


def drawing(data: bytes, number: int, scale: float = 1.0) -> bytes:
    """One picture of a Word file, counted from 0, as PNG. Raises Unreadable, also for one that cannot be shown."""
    return b64decode(apart(_drawing, data, number, scale, bounds=LOOKING)["png"])


def found(
    data: bytes, strings: Sequence[str], *, ground: str = "", label: str = ""
) -> tuple[Mark | Span, ...]:
    """Marks for every place of these texts: in a PDF by position, whatever lies between their characters.

    Spaces, line breaks, upper and lower case, full and half width make no difference. Texts in pictures are not found.
    """
    return _marks(apart(_found, data, tuple(strings), ground, label, bounds=LOOKING))


def suggested(data: bytes, *, scan: Scan | None = None, ground: str = "") -> tuple[Mark | Span, ...]:
    """Marks for what looks like personal data, each labelled with what it is; `scan` in place of our own scanner.

    A `scan` of one's own must be a function of a module: it runs in another process.
    """
    return _marks(apart(_suggested, data, scan, ground, bounds=LOOKING))


def redact(data: bytes, marks: Sequence[Marked], *, raster: bool = False, title: str = "") -> Redacted:
    """The file without what is marked, proved; with `raster` every page that has a mark becomes a picture.

    `title`: what a PDF is called; it is read aloud first, and left out where it says something withheld.

    Raises Unreadable, also for marks that lie outside the file and when nothing is marked.
    """
    answer = apart(_redact, data, tuple(marks), raster, title, bounds=REDACTING)
    report = answer["report"]
    lists = {key: tuple(report[key]) for key in ("rastered", "remarks", "cleared")}
    places = tuple(Place(**place) for place in report["places"])
    return Redacted(b64decode(answer["file"]), Report(**{**report, **lists, "places": places}))


def _marks(answer: Answer) -> tuple[Mark | Span, ...]:
    return tuple(
        Mark(**{**each, "box": tuple(each["box"])}) if "box" in each else Span(**each)
        for each in answer["marks"]
    )


# What the processes do; each loads its own program.


def _pages(data: bytes) -> Answer:
    from gongkai.documents.redaction.choosing import sheets_of  # noqa: PLC0415 - what only the process needs
    from gongkai.documents.redaction.sheets.seeing import seen  # noqa: PLC0415 - what only the process needs

    return {"pages": [asdict(page) for page in seen(sheets_of(data))]}


def _picture(data: bytes, page: int, scale: float) -> Answer:
    from gongkai.documents.redaction.choosing import sheets_of  # noqa: PLC0415 - what only the process needs
    from gongkai.documents.redaction.sheets.seeing import picture  # noqa: PLC0415 - what only the process needs

    return {"png": b64encode(picture(sheets_of(data), page, scale)).decode()}


def _drawings(data: bytes) -> Answer:
    from gongkai.documents.redaction.word.pictures import pictures  # noqa: PLC0415 - what only the process needs

    return {"drawings": [(each.part, each.shown) for each in pictures(data)]}


def _drawing(data: bytes, number: int, scale: float) -> Answer:
    from gongkai.documents.redaction.word.pictures import shown  # noqa: PLC0415 - what only the process needs

    return {"png": b64encode(shown(data, number, scale)).decode()}


def _paragraphs(data: bytes) -> Answer:
    from gongkai.documents.redaction.word.reading import paragraphs as read  # noqa: PLC0415 - what only the process needs

    return {"paragraphs": [(each.place, each.text) for each in read(data)]}


def _found(data: bytes, strings: tuple[str, ...], ground: str, label: str) -> Answer:
    from gongkai.documents.redaction.choosing import found as find  # noqa: PLC0415 - what only the process needs

    return {"marks": [asdict(mark) for mark in find(data, strings, ground, label)]}


def _suggested(data: bytes, scan: Scan | None, ground: str) -> Answer:
    from gongkai.documents.redaction.choosing import suggested as suggest  # noqa: PLC0415 - what only the process needs

    return {"marks": [asdict(mark) for mark in suggest(data, scan, ground)]}


def _redact(data: bytes, marks: tuple[Marked, ...], raster: bool, title: str) -> Answer:
    from gongkai.documents.redaction.choosing import redacted  # noqa: PLC0415 - what only the process needs

    made: Any = redacted(data, marks, raster=raster, title=title)
    return {"file": b64encode(made.data).decode(), "report": asdict(made.report)}
