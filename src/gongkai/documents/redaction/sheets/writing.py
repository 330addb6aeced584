"""A content stream written anew without what is marked: its text, and all that is hidden. Drawings: see `rewriting`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pypdf.generic import DictionaryObject, NameObject, StreamObject

from gongkai.documents.redaction.sheets import tokens
from gongkai.documents.redaction.sheets.area import Area
from gongkai.documents.redaction.sheets.fonts import Code, Font
from gongkai.documents.redaction.sheets.geometry import IDENTITY, Matrix, Rect, moved, times
from gongkai.documents.redaction.sheets.objects import Unsure, content, entries, entry, items, plain, word
from gongkai.documents.redaction.sheets.tokens import Operand, Operation, Text, number, numbers

DEPTH = 12
_WRITES = frozenset({b"Tj", b"TJ", b"'", b'"', b"BI"})
_STAYS = frozenset(b"w J j M d ri i g G rg RG k K sc SC Tr ET d0 d1".split())


@dataclass(slots=True)
class State:
    """What q keeps and Q brings back, as far as it matters for where things are."""

    matrix: Matrix
    clip: Rect
    font: Font | None = None
    size: float = 0.0
    between: float = 0.0
    blank: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


class TextRewriter:
    """State, marked content and text of one stream, with the resources it names."""

    def __init__(self, area: Area, resources: Any, state: State, depth: int = 0) -> None:
        self.area = area
        self.resources = entries(resources)
        self.state = state
        self.depth = depth
        self.kept: dict[str, dict[str, Any]] = {}
        self.out: list[Operation] = []
        self.stack: list[State] = []
        self._marked: list[bool] = []
        self._line = self._pen = IDENTITY
        self.does: dict[bytes, Callable[[Operation], None]] = {
            b"q": self._save, b"Q": self._restore, b"cm": self._turn, b"gs": self._graphics,
            b"BT": self._begin, b"Tf": self._font, b"Tc": self._between, b"Tw": self._blank, b"Tz": self._stretch,
            b"TL": self._leading, b"Ts": self._rise, b"Td": self._move, b"TD": self._move_leading, b"Tm": self._matrix,
            b"T*": self._next, b"Tj": self._show, b"TJ": self._show, b"'": self._show_next, b'"': self._show_spaced,
            b"BMC": self._mark, b"BDC": self._mark, b"EMC": self._unmark, b"MP": self.drop, b"DP": self.drop,
            b"cs": self._colours, b"CS": self._colours, b"scn": self._pattern, b"SCN": self._pattern,
            b"BX": self.drop, b"EX": self.drop,
        }  # fmt: skip

    def used(self) -> DictionaryObject:
        """The resources that the new stream names, and no others."""
        return DictionaryObject(
            {
                NameObject(kind): DictionaryObject(
                    {NameObject(f"/{key}"): value for key, value in named.items()}
                )
                for kind, named in self.kept.items()
            }
        )

    def add(self, kind: str, thing: Any) -> bytes:
        """Name a new resource; the name as streams write it."""
        taken = self.kept.setdefault(kind, {})
        known = entries(entry(self.resources, kind))
        at = len(taken)
        while f"G{at}" in taken or f"/G{at}" in known:
            at += 1
        taken[f"G{at}"] = thing
        return f"/G{at}".encode()

    def keep(self, kind: str, key: str) -> Any:
        """An old resource that stays in use; None if there is none of this name."""
        named = entries(entry(self.resources, kind))
        if f"/{key}" not in named:
            return None
        self.kept.setdefault(kind, {})[key] = named.raw_get(f"/{key}")
        return plain(named.raw_get(f"/{key}"))

    @property
    def unseen(self) -> bool:
        return any(self._marked)

    def other(self, operation: Operation) -> None:
        """Colours and the like stay; what is no instruction does not."""
        if operation.operator in _STAYS:
            self.out.append(operation)

    def drop(self, operation: Operation) -> None:
        """Nothing of it stays."""

    # State

    def _save(self, operation: Operation) -> None:
        self.stack.append(replace(self.state))
        self.out.append(operation)

    def _restore(self, operation: Operation) -> None:
        if self.stack:
            self.state = self.stack.pop()
            self.out.append(operation)

    def _turn(self, operation: Operation) -> None:
        a, b, c, d, e, f = numbers(operation, 6)
        self.state.matrix = times((a, b, c, d, e, f), self.state.matrix)
        self.out.append(operation)

    def _graphics(self, operation: Operation) -> None:
        said = self.keep("/ExtGState", tokens.name(operation))
        mask = entry(said, "/SMask")
        if self.area.rects and isinstance(mask, DictionaryObject) and writes(entry(mask, "/G")):
            raise Unsure("text or a picture as a mask")
        chosen = list(items(entry(said, "/Font")))
        if len(chosen) == 2 and self.area.rects:
            raise Unsure("a font chosen by a graphics state")
        self.out.append(operation)

    def _colours(self, operation: Operation) -> None:
        self.keep("/ColorSpace", tokens.name(operation))
        self.out.append(operation)

    def _pattern(self, operation: Operation) -> None:
        key = tokens.name(operation)
        pattern = self.keep("/Pattern", key) if key else None
        if self.area.rects and isinstance(pattern, StreamObject) and writes(pattern):
            raise Unsure("a pattern of text or pictures")
        self.out.append(operation)

    # Marked content: none of it stays, and nothing of layers that are off

    def _mark(self, operation: Operation) -> None:
        hides = False
        if operation.operator == b"BDC" and operation.operands[:1] == [b"/OC"]:
            named = entry(entry(self.resources, "/Properties"), f"/{tokens.name(operation)}")
            hides = self.area.hidden(named)
        self._marked.append(hides)

    def _unmark(self, _: Operation) -> None:
        if self._marked:
            self._marked.pop()

    # Text

    def _begin(self, operation: Operation) -> None:
        self._line = self._pen = IDENTITY
        self.out.append(operation)

    def _font(self, operation: Operation) -> None:
        given = operation.operands[-2] if len(operation.operands) > 1 else b""
        key = tokens.unnamed(given) if isinstance(given, bytes) else ""
        source = self.keep("/Font", key)
        self.state.font = self.area.font(source) if source is not None else None
        (self.state.size,) = numbers(operation, 1)
        self.out.append(operation)

    def _between(self, operation: Operation) -> None:
        (self.state.between,) = numbers(operation, 1)
        self.out.append(operation)

    def _blank(self, operation: Operation) -> None:
        (self.state.blank,) = numbers(operation, 1)
        self.out.append(operation)

    def _stretch(self, operation: Operation) -> None:
        self.state.stretch = numbers(operation, 1)[0] / 100
        self.out.append(operation)

    def _leading(self, operation: Operation) -> None:
        (self.state.leading,) = numbers(operation, 1)
        self.out.append(operation)

    def _rise(self, operation: Operation) -> None:
        (self.state.rise,) = numbers(operation, 1)
        self.out.append(operation)

    def _to(self, x: float, y: float) -> None:
        self._line = self._pen = times((1, 0, 0, 1, x, y), self._line)

    def _move(self, operation: Operation) -> None:
        x, y = numbers(operation, 2)
        self._to(x, y)
        self.out.append(operation)

    def _move_leading(self, operation: Operation) -> None:
        self.state.leading = -numbers(operation, 1)[0]
        self._move(operation)

    def _matrix(self, operation: Operation) -> None:
        a, b, c, d, e, f = numbers(operation, 6)
        self._line = self._pen = (a, b, c, d, e, f)
        self.out.append(operation)

    def _next(self, operation: Operation) -> None:
        self._to(0, -self.state.leading)
        self.out.append(operation)

    def _show_next(self, operation: Operation) -> None:
        self._next(Operation(b"T*"))
        self._show(Operation(b"Tj", operation.operands[-1:]))

    def _show_spaced(self, operation: Operation) -> None:
        blank, between = operation.operands[-3:-1] if len(operation.operands) > 2 else (b"0", b"0")
        self._blank(Operation(b"Tw", [blank]))
        self._between(Operation(b"Tc", [between]))
        self._show_next(operation)

    def _show(self, operation: Operation) -> None:
        last = operation.operands[-1] if operation.operands else b""
        parts: list[Operand] = last if isinstance(last, list) else [last]
        if self.state.font is None:
            if self.area.rects:
                raise Unsure("text without a font")
            if not self.unseen:
                self.out.append(operation)
            return
        stays = self._written(parts)
        if stays:
            self.out.append(Operation(b"TJ", [stays]))

    def _written(self, parts: list[Operand]) -> list[Operand]:
        """What stays of some strings, with one movement of the pen in place of each run of characters that goes."""
        state, stays, text, gap = self.state, list[Operand](), bytearray(), 0.0
        font = state.font
        if font is None:
            return []
        for part in parts:
            if not isinstance(part, Text):
                shift = number(part)
                self._advance(-shift / 1000 * state.size)
                text = _flush(text, stays)
                gap += shift
                continue
            for code in font.codes(part):
                far = self._far(code)
                if self._goes(font, code):
                    font.gone.add(code.data)
                    text = _flush(text, stays)
                    gap -= 1000 * far / state.size if state.size else 0.0
                else:
                    if gap:
                        stays.append(tokens.shown(gap))
                        gap = 0.0
                    text += code.data
                    font.used.add(code.data)
                self._advance(far)
        _flush(text, stays)
        if gap:
            stays.append(tokens.shown(gap))
        return stays

    def _far(self, code: Code) -> float:
        """How far the pen goes for a character, before it is stretched."""
        state = self.state
        return code.width * state.size + state.between + (state.blank if code.blank else 0.0)

    def _advance(self, far: float) -> None:
        upright = self.state.font is not None and self.state.font.upright
        x, y = (0.0, far) if upright else (far * self.state.stretch, 0.0)
        self._pen = times((1, 0, 0, 1, x, y), self._pen)

    def _goes(self, font: Font, code: Code) -> bool:
        state = self.state
        whole = times(
            (state.size * state.stretch, 0, 0, state.size, 0, state.rise), times(self._pen, state.matrix)
        )
        if font.upright:
            left, right, low, high = -0.5, 0.5, code.width, 0.0
        else:
            left, right, low, high = 0.0, code.width, font.middle - 0.5, font.middle + 0.5
        corners = tuple(
            moved(whole, x, y) for x, y in ((left, low), (right, low), (left, high), (right, high))
        )
        origin = moved(whole, 0, 0)
        size = (abs(whole[2]) + abs(whole[3])) or abs(whole[0]) + abs(whole[1])
        gone = self.area.takes(corners, origin, size)
        return gone or self.unseen or not state.size


def _flush(text: bytearray, stays: list[Operand]) -> bytearray:
    if text:
        stays.append(Text(bytes(text)))
    return bytearray()


def writes(form: Any, depth: int = 0) -> bool:
    """Whether a form or pattern shows text or pictures, itself or in a form of its own."""
    form = plain(form)
    if not isinstance(form, StreamObject) or depth > DEPTH:
        return depth > DEPTH
    named = entries(entry(entry(form, "/Resources"), "/XObject"))
    for operation in tokens.operations(content(form)):
        if operation.operator == b"Do":
            drawn = entry(named, f"/{tokens.name(operation)}")
            if word(entry(drawn, "/Subtype")) != "/Form" or writes(drawn, depth + 1):
                return True
        elif operation.operator in _WRITES:
            return True
    return False
