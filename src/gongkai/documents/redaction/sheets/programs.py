"""Font programs in which only some characters still have a shape. Numbers of characters stay what they are."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from fontTools.agl import toUnicode
from fontTools.cffLib import CFFFontSet
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.misc.psCharStrings import T2CharString
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

LARGEST = 20_000_000
_EMPTY = b"\x0e"  # endchar
_IDENTITY, _USUAL = [1, 0, 0, 1, 0, 0], [0.001, 0, 0, 0.001, 0, 0]
_TELLING = (
    "name",
    "post",
    "GSUB",
    "GPOS",
    "GDEF",
    "DSIG",
    "meta",
    "kern",
    "hdmx",
    "VDMX",
    "LTSH",
    "BASE",
    "VORG",
    "morx",
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What stays: glyphs and numbers of a collection, or codes and names of a font of single bytes."""

    glyphs: frozenset[int] = frozenset()
    cids: frozenset[int] = frozenset()
    codes: frozenset[int] | None = None
    names: frozenset[str] = frozenset()
    named: str = ""


def pruned(data: bytes, kept: Kept) -> bytes | None:
    """The program with empty shapes for all that is gone; None for a kind that cannot be pruned."""
    if len(data) > LARGEST:
        return None
    try:
        if data[:4] in (b"\0\1\0\0", b"true", b"OTTO"):
            return _sfnt(data, kept)
        if data[:1] == b"\x01":
            return _cff(data, kept)
    except Exception:  # noqa: BLE001 - a strange font may raise anything; its pages can still become pictures
        return None
    return None


def _sfnt(data: bytes, kept: Kept) -> bytes:
    font: Any = TTFont(BytesIO(data), recalcBBoxes=False, recalcTimestamp=False, lazy=True)
    count = font["maxp"].numGlyphs
    font.setGlyphOrder([f"g{at}" for at in range(count)])
    wanted = set(kept.glyphs) if kept.codes is None else _of_codes(data, kept)
    if "CFF " in font:
        font["CFF "].cff = _emptied(font["CFF "].cff, Kept(glyphs=frozenset(wanted), cids=kept.cids))
    else:
        _empty_shapes(font["glyf"], wanted, count)
    for table in _TELLING if kept.codes is None else ("name", "GSUB", "GPOS", "GDEF", "kern", "meta", "DSIG"):
        if table in font:
            del font[table]
    if kept.codes is None and "cmap" in font:
        del font["cmap"]
    elif "cmap" in font:
        for table in font["cmap"].tables:
            table.cmap = {code: name for code, name in table.cmap.items() if int(name[1:]) in wanted}
    if "post" in font:
        font["post"].formatType = 3.0
    out = BytesIO()
    font.save(out, reorderTables=None)
    return out.getvalue()


def _empty_shapes(shapes: Any, wanted: set[int], count: int) -> None:
    """Characters that others are made of stay with them."""
    waiting, keep = list(wanted | {0}), set[int]()
    while waiting:
        at = waiting.pop()
        if at in keep or not 0 <= at < count:
            continue
        keep.add(at)
        shape = shapes[f"g{at}"]
        if shape.isComposite():
            waiting += [int(each.glyphName[1:]) for each in shape.components]
    for at in set(range(count)) - keep:
        empty = Glyph()
        empty.numberOfContours = 0
        shapes.glyphs[f"g{at}"] = empty


def _of_codes(data: bytes, kept: Kept) -> set[int]:
    """The glyphs that codes of one byte may mean, by every table that a viewer may go by."""
    font: Any = TTFont(BytesIO(data), lazy=True)
    order = {name: at for at, name in enumerate(font.getGlyphOrder())}
    letters = {ord(char) for name in kept.names for char in toUnicode(name)}
    for code in kept.codes or ():
        for encoding in ("cp1252", "mac_roman", "latin-1"):
            letters |= {ord(char) for char in bytes((code,)).decode(encoding, errors="ignore")}
    found = {order[name] for name in kept.names if name in order}
    for table in font["cmap"].tables if "cmap" in font else ():
        for code, name in table.cmap.items():
            if code in letters or (
                code & 0xFF in (kept.codes or ()) and (code < 256 or 0xF000 <= code < 0xF100)
            ):
                found.add(order[name])
    if "cmap" not in font:
        found |= set(kept.codes or ())
    return found


class _Holder:
    """What the writer of CFF asks of a font that is none of its own."""

    recalcBBoxes = False  # noqa: N815 - its name there
    isCFF2 = False  # noqa: N815 - as above


def _cff(data: bytes, kept: Kept) -> bytes:
    fonts = CFFFontSet()
    fonts.decompile(BytesIO(data), _Holder())
    out = BytesIO()
    _emptied(fonts, kept).compile(out, _Holder(), isCFF2=False)
    return out.getvalue()


def _emptied(fonts: Any, kept: Kept) -> Any:
    top = fonts[fonts.fontNames[0]]
    shapes = top.CharStrings
    for at, name in enumerate(list(top.charset)):
        if _stays(top, at, name, kept):
            continue
        private = getattr(shapes[name], "private", None)
        shapes[name] = T2CharString(bytecode=_EMPTY, private=private, globalSubrs=top.GlobalSubrs)
    for below in getattr(top, "FDArray", ()):
        # The writer leaves out the usual matrix of the whole; one that adds nothing to it would then count alone.
        if list(below.rawDict.get("FontMatrix", ())) == _IDENTITY and list(top.FontMatrix) == _USUAL:
            del below.rawDict["FontMatrix"]
            below.FontMatrix = _USUAL
    for entry in ("Notice", "FullName", "FamilyName", "Copyright"):
        if entry in top.rawDict:
            top.rawDict[entry] = ""
            setattr(top, entry, "")
    return fonts


def _stays(top: Any, at: int, name: str, kept: Kept) -> bool:
    if at == 0:
        return True
    if kept.codes is not None:
        return name in kept.names or any(name in names for names in _names(top, kept))
    if hasattr(top, "ROS"):
        return int(name[3:]) in kept.cids
    return at in kept.glyphs


def _names(top: Any, kept: Kept) -> list[set[str]]:
    """What the codes of one byte are called by the encodings that may apply."""
    own = top.Encoding if isinstance(top.Encoding, list) else StandardEncoding
    codes = kept.codes or frozenset()
    letters = {
        bytes((code,)).decode(encoding, errors="ignore")
        for code in codes
        for encoding in ("cp1252", "mac_roman")
    }
    return [
        {own[code] for code in codes if code < len(own)},
        {StandardEncoding[code] for code in codes},
        {name for name in top.charset if toUnicode(name) in letters},
    ]
