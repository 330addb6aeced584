"""A letter as HTML: the same pieces, marked by classes of ours."""

from collections.abc import Iterator
from html import escape

from gongkai.documents.letters import laying
from gongkai.documents.letters.written import Form, Written
from gongkai.documents.paper.pieces import Grid, Line, Look, Piece, Slot

_TAGS = {Look.TITLE: "h3", Look.FIRST: "h3", Look.SECOND: "h4"}
_CLASSES = {
    Look.FLUSH: "addressee",
    Look.TITLE: "centered",
    Look.CENTERED: "centered",
    Look.MARK: "attachment",
    Look.SMALL: "annotation",
    Look.COPIES: "copies",
}


def html(written: Written) -> str:
    """The article; every text is escaped."""
    return f'<article class="letter">{"".join(_all(written))}</article>'


def _all(written: Written) -> Iterator[str]:
    sheet = laying.is_sheet(written)
    if not sheet and written.letterhead.form is not Form.PLAIN:
        yield _tag("p", written.letterhead.name, "issuer")
    if not sheet and written.number:
        yield _tag("p", written.number, "document-no")
    yield _tag("h2", laying.title(written), "")
    pieces = laying.laid(written)
    signed = [
        place for place, piece in enumerate(pieces) if isinstance(piece, Line) and piece.look is Look.RIGHT
    ]
    for place, piece in enumerate(pieces):
        if place in signed:
            yield _tag("p", _text(piece), "written-on" if place == signed[-1] else "signature")
        else:
            yield _piece(piece)


def _piece(piece: Piece) -> str:
    if isinstance(piece, Line):
        return _tag(_TAGS.get(piece.look, "p"), piece.text, _CLASSES.get(piece.look, ""))
    return _table(piece) if isinstance(piece, Grid) else ""


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, Line) else ""


def _tag(name: str, text: str, kind: str) -> str:
    named = f' class="{kind}"' if kind else ""
    return f"<{name}{named}>{_escaped(text)}</{name}>"


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _table(grid: Grid) -> str:
    rows = ("".join(_cell(slot) for slot in grid.slots if slot.row == row) for row in range(grid.rows))
    return f'<table class="sheet"><tbody>{"".join(f"<tr>{row}</tr>" for row in rows)}</tbody></table>'


def _cell(slot: Slot) -> str:
    said = _escaped("\n".join(line.text for line in slot.lines))
    span = f' colspan="{slot.columns}"' if slot.columns > 1 else ""
    return f'<th scope="row">{said}</th>' if slot.heading else f"<td{span}>{said}</td>"
