"""A content stream written anew without what is marked: drawings, pictures and forms; what it writes, see `writing`."""

from dataclasses import replace
from typing import Any

from pypdf.generic import ArrayObject, FloatObject, NameObject, StreamObject

from gongkai.documents.redaction.sheets import tokens
from gongkai.documents.redaction.sheets.area import Area
from gongkai.documents.redaction.sheets.geometry import (
    IDENTITY,
    Matrix,
    Point,
    Rect,
    around,
    common,
    inverse,
    moved,
    spread,
    times,
)
from gongkai.documents.redaction.sheets.inline import as_stream
from gongkai.documents.redaction.sheets.objects import Unsure, content, entry, figures, fresh, word
from gongkai.documents.redaction.sheets.tokens import Operand, Operation, number, numbers
from gongkai.documents.redaction.sheets.writing import DEPTH, State, TextRewriter

_PAINTS = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*", b"n"})
_BUILDS = frozenset({b"m", b"l", b"c", b"v", b"y", b"h", b"re"})
_ALL = 0.98  # of a path that clips, or a shading: a part that is covered takes nothing else along
_HALF = 0.5
_THIN, _LONG = 3.0, 20.0  # points
_UNIT: Rect = (0.0, 0.0, 1.0, 1.0)


class Rewriter(TextRewriter):
    """One stream with the resources it names. Raises Unsure for what cannot be taken apart on a page with marks."""

    def __init__(self, area: Area, resources: Any, state: State, depth: int = 0) -> None:
        super().__init__(area, resources, state, depth)
        self._path: list[tuple[list[Operation], list[Point]]] = []
        self._clips: bytes = b""
        self.does |= dict.fromkeys(_BUILDS, self._build) | dict.fromkeys(_PAINTS, self._paint)
        self.does |= {
            b"W": self._clip,
            b"W*": self._clip,
            b"Do": self._object,
            b"BI": self._inline,
            b"sh": self._shade,
        }

    def run(self, data: bytes) -> bytes:
        """The new stream; afterwards `used` has its resources."""
        for operation in tokens.operations(data):
            self.does.get(operation.operator, self.other)(operation)
        self.out += [Operation(b"Q") for _ in self.stack]
        return tokens.written(self.out)

    # Drawings

    def _build(self, operation: Operation) -> None:
        points = self._points(operation)
        if operation.operator in (b"m", b"re") or not self._path:
            self._path.append(([], []))
        pieces, around_them = self._path[-1]
        pieces.append(operation)
        around_them += [moved(self.state.matrix, x, y) for x, y in points]
        if operation.operator == b"re":
            self._path.append(([], []))

    def _points(self, operation: Operation) -> list[Point]:
        if operation.operator == b"re":
            x, y, width, height = numbers(operation, 4)
            return [(x, y), (x + width, y), (x, y + height), (x + width, y + height)]
        flat = [number(each) for each in operation.operands]
        return list(zip(flat[::2], flat[1::2], strict=False))

    def _clip(self, operation: Operation) -> None:
        self._clips = operation.operator

    def _paint(self, operation: Operation) -> None:
        pieces = [(built, around(points) if points else None) for built, points in self._path if built]
        clips, self._clips, self._path = self._clips, b"", []
        if clips and (boxes := [box for _, box in pieces if box]):
            whole = around([corner for box in boxes for corner in (box[:2], box[2:])])
            self.state.clip = common(self.state.clip, whole) or (0.0, 0.0, 0.0, 0.0)
        stays = [
            each
            for built, box in pieces
            if box is None
            or not self.area.takes_drawing(box, least=_ALL if clips or _is_rule(box) else _HALF)
            for each in built
        ]
        if stays and stays[0].operator not in (b"m", b"re"):
            stays = []
        if clips:
            self.out += stays or [Operation(b"re", [b"0", b"0", b"0", b"0"])]
            self.out += [Operation(clips), Operation(b"n") if self.unseen else operation]
        elif stays and not self.unseen:
            self.out += [*stays, operation]

    def _shade(self, operation: Operation) -> None:
        if self.unseen or self.area.takes_drawing(self.state.clip, least=_ALL):
            return
        self.keep("/Shading", tokens.name(operation))
        self.out.append(operation)

    # Pictures and forms

    def _object(self, operation: Operation) -> None:
        key = tokens.name(operation)
        thing = entry(entry(self.resources, "/XObject"), f"/{key}")
        if not isinstance(thing, StreamObject) or self.unseen or self.area.hidden(entry(thing, "/OC")):
            return
        kind = word(entry(thing, "/Subtype"))
        if kind == "/Image":
            self._picture(thing, key)
        elif kind == "/Form":
            self.form(thing)

    def _picture(self, picture: StreamObject, key: str = "") -> None:
        """A picture as it is, or a copy of it without what is marked."""
        rects = self.area.over(spread(self.state.matrix, _UNIT))
        if not rects and key:
            self.keep("/XObject", key)
            self.out.append(Operation(b"Do", [b"/" + _name(key)]))
            return
        for rect, tally in zip(self.area.rects, self.area.tallies, strict=True):
            tally.pictures += rect in rects
        placed = tuple(_in_unit(self.state.matrix, rect) for rect in rects)
        self.out.append(Operation(b"Do", [self.add("/XObject", self.area.blacked(picture, placed))]))

    def _inline(self, operation: Operation) -> None:
        if self.unseen:
            return
        if self.area.over(spread(self.state.matrix, _UNIT)):
            self._picture(as_stream(operation, self.resources))
            return
        space = operation.picture.get(b"/CS", operation.picture.get(b"/ColorSpace"))
        if isinstance(space, bytes) and space.startswith(b"/"):
            self.keep("/ColorSpace", tokens.unnamed(space))
        self.out.append(operation)

    def form(self, form: StreamObject, before: Matrix | None = None) -> None:
        """A form drawn here, itself written anew. `before`: a matrix under which it is drawn."""
        if self.depth >= DEPTH:
            raise Unsure("forms inside forms without end")
        a, b, c, d, e, f = figures(entry(form, "/Matrix"), IDENTITY)
        outer = times(before, self.state.matrix) if before else self.state.matrix
        matrix = times((a, b, c, d, e, f), outer)
        own = entry(form, "/Resources")
        state = replace(self.state, matrix=matrix)
        inner = Rewriter(self.area, own if own is not None else self.resources, state, self.depth + 1)
        data = inner.run(content(form))
        said: dict[str, Any] = {
            "/Type": NameObject("/XObject"),
            "/Subtype": NameObject("/Form"),
            "/BBox": ArrayObject(
                FloatObject(each) for each in figures(entry(form, "/BBox"), (0.0, 0.0, 0.0, 0.0))
            ),
            "/Resources": inner.used(),
        }
        if "/Matrix" in form:
            said["/Matrix"] = ArrayObject(FloatObject(each) for each in (a, b, c, d, e, f))
        if "/Group" in form:
            said["/Group"] = form.raw_get("/Group")
        name = self.add("/XObject", fresh(data, said))
        draw = Operation(b"Do", [name])
        if before:
            placing: list[Operand] = [tokens.shown(each) for each in before]
            self.out += [Operation(b"q"), Operation(b"cm", placing), draw, Operation(b"Q")]
        else:
            self.out.append(draw)


def _is_rule(box: Rect) -> bool:
    """Whether a piece of a drawing is a line of a table or the like, too long for the stroke of a letter."""
    across, up = box[2] - box[0], box[3] - box[1]
    return min(across, up) < _THIN and max(across, up) > _LONG


def _name(key: str) -> bytes:
    """A name as streams write it."""
    plain_key = key.encode("utf-8", errors="surrogateescape")
    return b"".join(
        bytes((c,)) if 0x21 <= c <= 0x7E and c not in b"#/%()<>[]{}" else b"#%02X" % c for c in plain_key
    )


def _in_unit(matrix: Matrix, rect: Rect) -> Rect:
    """A rectangle of the page in the space of a picture, from 0 to 1 both ways."""
    back = inverse(matrix)
    return spread(back, rect) if back else _UNIT
