"""QR codes: the figure of a text, as a path of a drawing and as a picture."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

import segno

QUIET = 4
"""Modules that stay white around a code, which readers need."""


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code as one path in a square with sides of `size`."""

    path: str
    size: int

    @property
    def svg(self) -> str:
        """A whole drawing."""
        side = self.size
        white = f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        return f'{head}{white}<path d="{self.path}"/></svg>'


@lru_cache(maxsize=512)
def code(text: str) -> Code:
    """The code of a text. ValueError for one that no code can hold."""
    made = _made(text)
    rows = [bytes(row) for row in made.matrix]
    return Code("".join(_dark(row, place) for place, row in enumerate(rows)), len(rows) + 2 * QUIET)


def picture(text: str, scale: int = 8) -> bytes:
    """The same as a PNG, with so many pixels for each module."""
    made = BytesIO()
    _made(text).save(made, kind="png", scale=scale, border=QUIET)
    return made.getvalue()


def _made(text: str) -> segno.QRCode:
    return segno.make_qr(text, error="m", boost_error=False)


def _dark(row: bytes, place: int) -> str:
    """The dark stretches of a row, each a bar one module high."""
    parts, start = [], 0
    while (start := row.find(1, start)) >= 0:
        end = row.find(0, start)
        end = len(row) if end < 0 else end
        parts.append(f"M{start + QUIET} {place + QUIET}h{end - start}v1h{start - end}z")
        start = end
    return "".join(parts)
