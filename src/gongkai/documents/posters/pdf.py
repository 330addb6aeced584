"""A poster as PDF, set by typst, with the typefaces embedded and the codes as drawings."""

import json
from datetime import UTC
from importlib.resources import files
from typing import Any

from gongkai.documents.paper.codes import code
from gongkai.documents.paper.pdf import NO_TYPEFACES
from gongkai.documents.posters.poster import Poster
from gongkai.documents.reading.blocks import Unreadable


def pdf(poster: Poster) -> bytes:
    """The PDF. Raises Unreadable on a machine without Chinese typefaces."""
    from gongkai.documents.paper.typecase import compiler, faces  # noqa: PLC0415 - a third of a second, for those who print

    known = faces()
    if not all(known.values()):
        raise Unreadable(NO_TYPEFACES)
    drawn = {f"code{place}.svg": code(stamp.address).svg for place, stamp in enumerate(poster.stamps)}
    given: Any = {  # more than its stubs know: files by name, the first of them the main one
        "main.typ": files("gongkai.documents.posters").joinpath("poster.typ").read_bytes(),
        "poster.json": json.dumps(_said(poster, known), ensure_ascii=False).encode(),
        **{name: drawing.encode() for name, drawing in drawn.items()},
    }
    made = compiler().compile(
        input=given, format="pdf", timestamp=poster.made_at.astimezone(UTC).replace(microsecond=0)
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no file")
    return made


def _said(poster: Poster, faces: dict[str, list[str]]) -> dict[str, Any]:
    numbers = iter(range(len(poster.stamps)))
    return {
        "title": poster.title,
        "cover": poster.cover,
        "instruction": poster.instruction,
        "agency": poster.agency,
        "dated": poster.dated,
        "width": poster.sheet.size[0],
        "height": poster.sheet.size[1],
        "faces": faces,
        "pages": [
            [
                {"file": f"code{next(numbers)}.svg", "label": stamp.label, "address": stamp.address}
                for stamp in page
            ]
            for page in poster.pages()
        ],
    }
