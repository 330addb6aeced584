"""Fonts without the characters that are gone: what a font still has would tell what was written with it."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
)

from gongkai.documents.redaction.sheets.fonts import Font
from gongkai.documents.redaction.sheets.objects import (
    BROKEN,
    content,
    entries,
    entry,
    figure,
    fresh,
    items,
    plain,
    word,
)
from gongkai.documents.redaction.sheets.programs import Kept, pruned

_DEPTH = 6
_PAIR = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f\s]+)>\s*<([0-9A-Fa-f\s]*)>\s*(<[0-9A-Fa-f\s]*>|\[[^\]]*\])")
_BLOCKS = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_MOST = 65_536
_NOTHING: dict[str, PdfObject] = {
    "/Type": NameObject("/Font"),
    "/Subtype": NameObject("/Type1"),
    "/BaseFont": NameObject("/Helvetica"),
}


def prune(fonts: Iterable[Font], resources: Iterable[Any], instead: dict[int, Any]) -> int:
    """Put into `instead` what is written in place of fonts and their parts; how many could not be pruned.

    Left alone: fonts of which every character that is gone stays elsewhere, and those that patterns and masks use,
    whose text was not taken apart.
    """
    others = {id(each) for one in resources for each in _elsewhere(one, 0)}
    left = 0
    for font in fonts:
        if not font.gone - font.used:
            continue
        if id(font.source) in others:
            left += 1
        elif not font.used:
            instead[id(font.source)] = DictionaryObject(
                {NameObject(key): value for key, value in _NOTHING.items()}
            )
        else:
            try:
                left += not _pruned(font, instead)
            except (*BROKEN, RecursionError):
                left += 1
    return left


def _elsewhere(resources: Any, depth: int) -> Iterator[Any]:
    """The fonts that patterns, masks and drawn characters use."""
    if depth > _DEPTH:
        return
    said = entries(resources)
    below: list[Any] = [plain(each) for each in entries(entry(said, "/Pattern")).values()]
    below += [entry(entry(each, "/SMask"), "/G") for each in entries(entry(said, "/ExtGState")).values()]
    below += [
        each for each in entries(entry(said, "/Font")).values() if word(entry(each, "/Subtype")) == "/Type3"
    ]
    for each in below:
        yield from (plain(font) for font in entries(entry(entry(each, "/Resources"), "/Font")).values())
        yield from _elsewhere(entry(each, "/Resources"), depth + 1)
    for each in entries(entry(said, "/XObject")).values():
        if word(entry(each, "/Subtype")) == "/Form":
            yield from _elsewhere(entry(each, "/Resources"), depth + 1)


def _pruned(font: Font, instead: dict[int, Any]) -> bool:
    """One font; whether its drawings could be pruned as well."""
    said = entries(font.source)
    new: dict[str, Any] = {}
    table = entry(said, "/ToUnicode")
    if isinstance(table, StreamObject):
        new["/ToUnicode"] = fresh(_meanings(content(table), font.used), {})
    if font.cid is not None:
        below, done = _composite(font, next(items(entry(said, "/DescendantFonts"))))
        new["/DescendantFonts"] = ArrayObject([below])
    else:
        done = _simple(font, said, new)
    instead[id(font.source)] = _changed(said, new)
    return done


def _changed(said: DictionaryObject, new: dict[str, Any]) -> DictionaryObject:
    result = DictionaryObject({NameObject(key): said.raw_get(key) for key in said})
    result.update({NameObject(key): value for key, value in new.items()})
    return result


def _meanings(table: bytes, used: set[bytes]) -> bytes:
    """The table of what codes mean, of those that stay."""
    pairs: dict[bytes, bytes] = {}
    for kind, block in _BLOCKS.findall(table):
        if kind == b"char":
            pairs |= {_hex(code): _hex(to) for code, to in _PAIR.findall(block)}
            continue
        for low, high, to in _RANGE.findall(block):
            pairs |= _ranged(_hex(low), _hex(high), to)
    lines = [
        b"<%s> <%s>" % (code.hex().encode(), pairs[code].hex().encode())
        for code in sorted(used)
        if code in pairs
    ]
    sizes = sorted({len(code) for code in used}) or [1]
    spaces = b"\n".join(b"<%s> <%s>" % (b"00" * size, b"FF" * size) for size in sizes)
    blocks = b"\n".join(
        b"%d beginbfchar\n%s\nendbfchar" % (len(lines[at : at + 100]), b"\n".join(lines[at : at + 100]))
        for at in range(0, len(lines), 100)
    )
    return (
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /M def\n/CMapType 2 def\n"
        b"%d begincodespacerange\n%s\nendcodespacerange\n%s\nendcmap\nend\nend" % (len(sizes), spaces, blocks)
    )


def _ranged(low: bytes, high: bytes, to: bytes) -> dict[bytes, bytes]:
    first, last = int.from_bytes(low, "big"), int.from_bytes(high, "big")
    if last - first > _MOST:
        raise ValueError("a range without end")
    codes = [number.to_bytes(len(low), "big") for number in range(first, last + 1)]
    if to.startswith(b"["):
        return dict(zip(codes, (_hex(each) for each in re.findall(rb"<([^>]*)>", to)), strict=False))
    start = _hex(to.strip(b"<>"))
    end = int.from_bytes(start, "big")
    return {code: (end + at).to_bytes(len(start), "big") for at, code in enumerate(codes)}


def _hex(digits: bytes) -> bytes:
    return bytes.fromhex(digits.decode())


def _composite(font: Font, below: Any) -> tuple[DictionaryObject, bool]:
    """The font beneath one of several bytes: its widths and its drawings."""
    said, cid = entries(below), font.cid
    used = sorted({cid(code) for code in font.used}) if cid is not None else []
    new: dict[str, Any] = {}
    if "/W" in said and all(number >= 0 for number in used):
        widths = ArrayObject()
        for code in sorted(font.used, key=cid):
            widths += [
                NumberObject(cid(code) if cid else 0),
                ArrayObject([FloatObject(round(font.width(code) * 1000, 3))]),
            ]
        if not font.upright:
            new["/W"] = widths
    glyphs = set(used)
    places = entry(said, "/CIDToGIDMap")
    if isinstance(places, StreamObject):
        table = content(places)
        kept = bytearray(len(table))
        for number in used:
            kept[2 * number : 2 * number + 2] = table[2 * number : 2 * number + 2]
        glyphs = {int.from_bytes(table[2 * number : 2 * number + 2], "big") for number in used}
        new["/CIDToGIDMap"] = fresh(bytes(kept), {})
    done = _drawings(said, new, Kept(glyphs=frozenset(glyphs), cids=frozenset(used)))
    return _changed(said, new), done


def _simple(font: Font, said: DictionaryObject, new: dict[str, Any]) -> bool:
    """A font of single bytes: widths, names, and drawings."""
    used = {code[0] for code in font.used}
    first = int(figure(entry(said, "/FirstChar")))
    if "/Widths" in said:
        widths = [figure(each) for each in items(entry(said, "/Widths"))]
        new["/Widths"] = ArrayObject(
            FloatObject(width if first + at in used else 0) for at, width in enumerate(widths)
        )
    names: dict[int, str] = {}
    encoding = entry(said, "/Encoding")
    if isinstance(encoding, DictionaryObject) and "/Differences" in encoding:
        names = {code: name for code, name in _differences(encoding) if code in used}
        listed = ArrayObject()
        for code, name in sorted(names.items()):
            listed += [NumberObject(code), NameObject(name)]
        new["/Encoding"] = _changed(encoding, {"/Differences": listed})
    if word(entry(said, "/Subtype")) == "/Type3":
        drawn = entries(entry(said, "/CharProcs"))
        kept = {NameObject(name): drawn.raw_get(name) for name in names.values() if name in drawn}
        new["/CharProcs"] = DictionaryObject(kept)
        return True
    given = frozenset(name[1:] for name in names.values())
    return _drawings(
        said,
        new,
        Kept(
            codes=frozenset(used), names=given, named=word(encoding) or word(entry(encoding, "/BaseEncoding"))
        ),
    )


def _differences(encoding: DictionaryObject) -> Iterator[tuple[int, str]]:
    at = 0
    for each in items(entry(encoding, "/Differences")):
        if isinstance(each, NameObject):
            yield at, str(each)
            at += 1
        else:
            at = int(figure(each))


def _drawings(said: DictionaryObject, new: dict[str, Any], kept: Kept) -> bool:
    """The font program of a font, where it has one; whether there is none that still has all."""
    described = entry(said, "/FontDescriptor")
    if not isinstance(described, DictionaryObject):
        return True
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        program = entry(described, key)
        if isinstance(program, StreamObject):
            data = pruned(content(program), kept)
            if data is None:
                return False
            kind = {"/Subtype": program.raw_get("/Subtype")} if "/Subtype" in program else {}
            if key == "/FontFile2":
                kind["/Length1"] = NumberObject(len(data))
            new["/FontDescriptor"] = _changed(described, {key: fresh(data, kind)})
    return True
