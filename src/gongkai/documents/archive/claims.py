"""What the manifest of an archive from strange hands claims: read strictly, as far as it can be checked."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.documents.archive.manifest import FORM, LOG, MANIFEST, MOST_ENTRIES, SUMS, Filed
from gongkai.documents.archive.opening import NotAnArchive
from gongkai.documents.digests import SHA256, SM3

_DIGEST = re.compile(r"[0-9a-f]{64}")
_SERIES = "gongkai.archive/"
_KNOWN = (SHA256, SM3)


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the case as the manifest names it. `file`: its name in the archive, "" for none."""

    number: int
    title: str
    file: str
    altered: bool


@dataclass(frozen=True, slots=True)
class Claims:
    """What is claimed: which case, which files with which digests, one digest for all, the places of the log."""

    agency: str
    number: str
    title: str
    made_at: str
    digests: tuple[str, ...]
    root: Mapping[str, str]
    files: Mapping[str, Filed]
    pieces: tuple[Piece, ...]
    log: tuple[tuple[int, str], ...]
    removed: int


class _Wrong(Exception):
    """A part of the manifest that is not as it should be."""


def claims(data: bytes) -> Claims:
    """What a manifest claims. Raises NotAnArchive with what is wrong with it."""
    said = _document(data)
    form = said.get("form")
    if form != FORM:
        newer = isinstance(form, str) and form.startswith(_SERIES)
        raise NotAnArchive(
            "由更新版本的软件制作，本版本不能核对。请升级后再核对。"
            if newer
            else f"{MANIFEST} 不是案卷的清单。请确认这是政府信息公开案卷。"
        )
    try:
        return _claims(said)
    except _Wrong as wrong:
        raise NotAnArchive(f"{MANIFEST} 的 {wrong} 写法不对，清单已经损坏或者被改动过。") from None


def _claims(said: Mapping[str, Any]) -> Claims:
    folder = _object(said, "folder")
    digests = tuple(_text(each, "digests") for each in _list(said, "digests"))
    if SHA256 not in digests or set(digests) - set(_KNOWN):
        raise _Wrong("digests")
    root = _object(said, "root")
    files = [_filed(each, digests, place) for place, each in enumerate(_list(said, "files"), 1)]
    by_name = {each.name: each for each in files}
    if len(by_name) < len(files) or by_name.keys() & {MANIFEST, SUMS} or len(files) > MOST_ENTRIES + 10:
        raise _Wrong("files")
    return Claims(
        agency=_text(folder.get("agency"), "folder.agency"),
        number=_text(folder.get("number"), "folder.number"),
        title=_text(folder.get("title"), "folder.title"),
        made_at=_text(said.get("made_at"), "made_at"),
        digests=digests,
        root={name: _digest(root.get(name), f"root.{name}") for name in digests},
        files=by_name,
        pieces=tuple(_piece(each, place) for place, each in enumerate(_list(said, "entries"), 1)),
        log=tuple(_logged(each, place) for place, each in enumerate(_list(said, "log"), 1)),
        removed=len(_list(said, "removed")),
    )


def _document(data: bytes) -> dict[str, Any]:
    try:
        said = json.loads(data.decode(), object_pairs_hook=_unique)
    except (ValueError, RecursionError) as error:
        raise NotAnArchive(f"{MANIFEST} 不是正确的 JSON，清单已经损坏或者被改动过。") from error
    if not isinstance(said, dict):
        raise NotAnArchive(f"{MANIFEST} 不是案卷的清单。请确认这是政府信息公开案卷。")
    return said


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        raise ValueError("a key twice")
    return made


def _filed(said: Any, digests: tuple[str, ...], place: int) -> Filed:
    where = f"files 第 {place} 项"
    match said:
        case {"name": str(name), "size": int(size)} if name.isprintable() and name and size >= 0:
            return Filed(name, size, {each: _digest(said.get(each), where) for each in digests})
    raise _Wrong(where)


def _piece(said: object, place: int) -> Piece:
    where = f"entries 第 {place} 项"
    match said:
        case {"number": int(number), "title": str(title), "file": str() | None as file, "intact": intact}:
            if number != place:
                raise _Wrong(where)
            return Piece(number, title, file or "", intact is False)
    raise _Wrong(where)


def _logged(said: object, place: int) -> tuple[int, str]:
    where = f"log 第 {place} 项"
    match said:
        case {"place": int(seq), "hash": str(digest)}:
            return seq, _digest(digest, where)
    raise _Wrong(where)


def _object(said: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    found = said.get(key)
    if not isinstance(found, dict):
        raise _Wrong(key)
    return found


def _list(said: Mapping[str, Any], key: str) -> list[Any]:
    found = said.get(key)
    if not isinstance(found, list):
        raise _Wrong(key)
    return found


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise _Wrong(where)
    return value


def _digest(value: object, where: str) -> str:
    if not isinstance(value, str) or not _DIGEST.fullmatch(value):
        raise _Wrong(where)
    return value


def needs_log(said: Claims) -> bool:
    """Whether the archive should have an extract of the log."""
    return LOG in said.files or bool(said.log)
