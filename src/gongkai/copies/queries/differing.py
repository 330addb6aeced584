"""Reads: the files beside the manifest, and the manifest beside what is public now."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from django.db.models import F, Q

from gongkai.copies.backends import files
from gongkai.copies.models import Copy, Scope, Writing
from gongkai.copies.queries.pages import scopes, things_of
from gongkai.copies.queries.touching import EVERYTHING, since, touched
from gongkai.records.queries.proofs import head

STEP = 1_000

Told = Callable[[int], None]


class Wrong(StrEnum):
    """What is wrong with a file."""

    MISSING = "missing"
    CHANGED = "changed"
    PACKED = "packed"
    UNKNOWN = "unknown"
    STALE = "stale"
    UNWRITTEN = "unwritten"
    LEFT = "left"

    @property
    def label(self) -> str:
        """What the operator reads."""
        return {
            "missing": "清单里有，文件不在",
            "changed": "文件被改动过",
            "packed": "压缩的副本缺少或者不一致",
            "unknown": "清单里没有的文件",
            "stale": "数据已经变化，文件还没有更新",
            "unwritten": "已公开，还没有写成文件",
            "left": "已不公开，文件还在",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `scope` and `key` are empty for a file that nobody knows."""

    path: str
    wrong: Wrong
    scope: str = ""
    key: str = ""


def differences(*, on: date, stamp: str, told: Told = lambda _many: None) -> Iterator[Difference]:
    """All of them: the manifest beside the folder, file by file, and beside the database, thing by thing.

    `told` hears how many files were read. Raises NoFolder.
    """
    yield from _in_the_folder(told)
    yield from unknown()
    yield from beside_database(on=on, stamp=stamp)


def _in_the_folder(told: Told) -> Iterator[Difference]:
    last = 0
    while rows := list(Copy.objects.filter(pk__gt=last).order_by("pk")[:STEP]):
        for row in rows:
            wrong = _wrong(row)
            if wrong:
                yield Difference(row.path, wrong, row.scope, row.key)
        last = rows[-1].pk
        told(len(rows))


def _wrong(row: Copy) -> Wrong | None:
    where = files.folder() / row.path
    try:
        if where.stat().st_size != row.size or files.digest_of(where) != row.digest:
            return Wrong.CHANGED
    except FileNotFoundError:
        return Wrong.MISSING
    packed = files.packed_digest(where)
    if packed is None:
        return Wrong.PACKED if files.packable(row.path, row.size) else None
    return None if packed == row.digest else Wrong.PACKED


def unknown(told: Told = lambda _many: None) -> Iterator[Difference]:
    """Files of nobody. What another process is just writing is none of them once it is done: it is asked twice.

    `told` hears how many files were looked at. Raises NoFolder.
    """
    lying = files.lying()
    while some := list(islice(lying, STEP)):
        yield from _not_known(some)
        told(len(some))


def _not_known(paths: list[str]) -> Iterator[Difference]:
    known = set(Copy.objects.filter(path__in=paths).values_list("path", flat=True))
    strange = [path for path in paths if path not in known]
    known = set(Copy.objects.filter(path__in=strange).values_list("path", flat=True))
    for path in strange:
        if path not in known and (files.folder() / path).exists():
            yield Difference(path, Wrong.UNKNOWN)


def beside_database(*, on: date, stamp: str) -> Iterator[Difference]:
    """What is public and has no file, what has one and is not, what shows something else by now."""
    late = _late(on, stamp)
    there = scopes()
    for scope in there:
        known: dict[str, str] = {}
        paths: dict[str, str] = {}
        for key, path, fingerprint in Copy.objects.filter(scope=scope).values_list(
            "key", "path", "fingerprint"
        ):
            known[key], paths[key] = fingerprint, path
        for thing in things_of(scope, on=on, stamp=stamp):
            held = known.pop(thing.key, None)
            if held is None and thing.fingerprint:
                yield Difference(thing.addresses[0], Wrong.UNWRITTEN, scope, thing.key)
            elif held is not None and (held != thing.fingerprint or (not thing.sure and scope in late)):
                yield Difference(paths[thing.key], Wrong.STALE, scope, thing.key)
        for key in known:
            yield Difference(paths[key], Wrong.LEFT, scope, key)
    for row in Copy.objects.exclude(scope__in=there):
        yield Difference(row.path, Wrong.LEFT, row.scope, row.key)


def _late(on: date, stamp: str) -> frozenset[str]:
    """Scopes that were not looked at since something was done that may show there."""
    held = Writing.objects.filter(pk=1).first()
    new = since(held.seq, head()) if held else None
    if held is None or new is None or held.day != on or held.stamp != stamp:
        return frozenset(scopes())
    found = touched(new)
    if EVERYTHING in found:
        return frozenset(scopes())
    waiting = Scope.objects.filter(Q(done=-1) | Q(done__lt=F("touched")))
    return frozenset(found) | frozenset(waiting.values_list("pk", flat=True))
