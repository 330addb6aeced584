"""An issue as PDF, set by typst: the pieces as in every paper, in smaller type, with contents, bookmarks and running heads."""

import json
from collections.abc import Mapping
from datetime import UTC
from importlib.resources import files
from typing import Any

import typst

from gongkai.documents.gazette.bound import Bound
from gongkai.documents.paper.codes import code
from gongkai.documents.paper.pdf import KINDS, NO_TYPEFACES, piece_data, sheet_data
from gongkai.documents.paper.pictures import Printable, printable
from gongkai.documents.paper.pieces import Form, Paper
from gongkai.documents.reading.blocks import Unreadable

SIZE, PITCH = 12.0, 21.0
"""Points of the text and from line to line: smaller than in a document of its own, as in print."""
TEXT = (166.0, 240.0)  # mm


def pdf(issue: Bound) -> bytes:
    """The PDF, tagged for readers who cannot see it. Raises Unreadable on a machine without Chinese typefaces."""
    from gongkai.documents.paper.typecase import faces  # noqa: PLC0415 - a third of a second, for those who print

    known = faces()
    if not all(known.values()):
        raise Unreadable(NO_TYPEFACES)
    pictures = printable(issue.pictures, KINDS)
    try:
        return _set(issue, known, pictures)
    except typst.TypstError:
        if not pictures:
            raise
        return _set(issue, known, {})  # one of the pictures is broken


def _set(issue: Bound, faces: dict[str, list[str]], pictures: Mapping[str, Printable]) -> bytes:
    from gongkai.documents.paper.typecase import compiler  # noqa: PLC0415 - as above

    names = {name: f"picture{number}.svg" for number, name in enumerate(pictures)}
    given: Any = {  # more than its stubs know: files by name, the first of them the main one
        "main.typ": files("gongkai.documents.gazette").joinpath("gazette.typ").read_bytes(),
        "sheet.typ": files("gongkai.documents.paper").joinpath("sheet.typ").read_bytes(),
        "sheet.json": _json(_measures(issue, faces)),
        "gazette.json": _json(_said(issue, names)),
        **{names[name]: picture.svg.encode() for name, picture in pictures.items()},
    }
    if issue.address:
        given["address.svg"] = code(issue.address).svg.encode()
    timestamp = issue.made_at.astimezone(UTC).replace(microsecond=0)
    made = compiler().compile(input=given, format="pdf", timestamp=timestamp)
    if not isinstance(made, bytes):
        raise TypeError("typst gave no file")
    return made


def _json(data: dict[str, Any]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def _measures(issue: Bound, faces: dict[str, list[str]]) -> dict[str, Any]:
    """Those of any paper, with the smaller type; it has no pieces of its own."""
    like = Paper(title=issue.title, pieces=(), made_at=issue.made_at, form=Form.PLAIN)
    return sheet_data(like, faces, {}) | {
        "size": SIZE,
        "pitch": PITCH,
        "text": TEXT,
        "title_size": 16.0,
        "tracking": 0,
    }


def _said(issue: Bound, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": issue.title,
        "numbers": issue.numbers,
        "dated": issue.dated,
        "sponsor": issue.sponsor,
        "address": issue.address,
        "preview": issue.preview,
        "chapters": [
            {
                "title": chapter.title,
                "texts": [
                    {
                        "title": text.title,
                        "number": text.document_no,
                        "told": text.told,
                        "pieces": [data for piece in text.pieces for data in piece_data(piece, names)],
                    }
                    for text in chapter.texts
                ],
            }
            for chapter in issue.chapters
        ],
    }
