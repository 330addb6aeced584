"""Whether a page looks as it did outside of its marks: a page that was taken apart wrongly must not go out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pypdfium2 as pdfium

from gongkai.documents.redaction.marks import Mark
from gongkai.documents.redaction.sheets.bitmaps import shot
from gongkai.documents.redaction.sheets.seeing import opened

_SCALE = 0.5
_APART = 48  # levels of grey between two pixels that are not alike
_SHARE = 0.002  # of the pixels of a page: less than a line of text
_AROUND = 2.0  # points around a mark that are not looked at
_MOST = 2_000_000


def unlike(
    before: bytes, after: bytes, marks: Mapping[int, Sequence[Mark]], pages: Iterable[int]
) -> Iterator[int]:
    """The pages that look otherwise; notes that are drawn on one and not on the other do not count."""
    with opened(before) as old, opened(after) as new:
        for at in pages:
            boxes = [mark.box for mark in marks.get(at, ())]
            shots = [
                _grey(document, at, boxes, forms=forms)
                for document, forms in ((new, False), (old, False), (old, True))
            ]
            if _differ(*shots):
                yield at


def _grey(
    document: pdfium.PdfDocument, at: int, boxes: Sequence[tuple[float, float, float, float]], *, forms: bool
) -> bytes:
    page = document[at]
    try:
        width, height = page.get_size()
        scale = min(_SCALE, (_MOST / max(width * height, 1.0)) ** 0.5)
        bitmap = shot(page, scale, forms=forms)
    finally:
        page.close()
    for x0, y0, x1, y1 in boxes:
        bitmap.fill(
            (
                (x0 - _AROUND) * scale,
                (y0 - _AROUND) * scale,
                (x1 + _AROUND) * scale,
                (y1 + _AROUND) * scale,
            ),
            0,
        )
    return bytes(bitmap.luminance().data)


def _differ(new: bytes, old: bytes, with_notes: bytes) -> bool:
    if not len(new) == len(old) == len(with_notes):
        return True
    if new in (old, with_notes):
        return False
    apart = sum(
        abs(one - two) > _APART and abs(one - three) > _APART
        for one, two, three in zip(new, old, with_notes, strict=True)
        if one != two
    )
    return apart > _SHARE * len(new)
