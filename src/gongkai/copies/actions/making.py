"""Writes: the files of a thing, in whatever process; the manifest is written by the one that holds the lease."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from multiprocessing import get_context
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, InterfaceError

from gongkai.copies.backends import files
from gongkai.copies.backends.files import Kept
from gongkai.copies.backends.helping import begin
from gongkai.copies.backends.rendering import GONE, VARIANTS, Made, render, render_away
from gongkai.copies.queries.things import AWAY, LOOKS, Thing
from gongkai.portal.pages.languages import ENGLISH, HANS, HANT, HTML
from gongkai.portal.pages.looks import Look, every, sheet_of
from gongkai.publication.queries import Use, public
from gongkai.publication.queries.public import PublicFile, PublicItem
from gongkai.records.queries.opening import FileRefused, open_unlogged

logger = logging.getLogger(__name__)

_APART = {variant: number for number, variant in enumerate(VARIANTS)}
EXPORTED = f"{LOOKS}/exported.css"
"""The sheet of pages that are handed out without the platform: nothing can be switched there."""
BATCH = 25
"""Things between two looks at the lease."""


@dataclass(frozen=True, slots=True)
class Written:
    """A file that a thing has now."""

    kept: Kept
    variant: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a thing. `failed`: it could not be made, and has no files; the kind of the fault."""

    thing: Thing
    written: tuple[Written, ...]
    failed: str = ""


def made(things: Iterable[Thing], *, processes: int = 1, durable: bool = True) -> Iterator[list[Outcome]]:
    """The things made, a batch at a time, by several processes if that is wished. DatabaseError where there is none."""
    pulled = iter(things)
    batches = iter(lambda: list(islice(pulled, BATCH)), [])
    if processes < 2:
        yield from (make_all(batch, durable=durable) for batch in batches)
        return
    with ProcessPoolExecutor(processes, get_context("spawn"), begin) as pool:
        waiting = [pool.submit(make_all, batch, durable=durable) for batch in islice(batches, 2 * processes)]
        while waiting:
            yield waiting.pop(0).result()
            waiting += [pool.submit(make_all, batch, durable=durable) for batch in islice(batches, 1)]


def make_all(things: Sequence[Thing], *, durable: bool) -> list[Outcome]:
    """The files of some things, one after the other."""
    return [_make(thing, durable) for thing in things]


def _make(thing: Thing, durable: bool) -> Outcome:
    """A page that cannot be made has no file: the platform answers for itself then, and nothing older is shown."""
    try:
        return Outcome(thing, tuple(expected(thing, _Writing(durable))))
    except (DatabaseError, InterfaceError, OSError):
        raise
    except Exception as error:  # noqa: BLE001 - whatever a page raises, the others are made
        logger.error("页面 %s 没有写成：%s", thing.addresses[:1], type(error).__qualname__)  # noqa: TRY400 - a traceback shows values
        return Outcome(thing, (), type(error).__qualname__)


class Keeping(Protocol):
    """What becomes of a page (`apart`: as files.write), and of a file that everybody may fetch; None for a file that is held back."""

    def page(self, path: str, content: bytes, apart: int = 0) -> Kept: ...

    def file(self, path: str, file: PublicFile) -> Kept | None: ...


@dataclass(frozen=True, slots=True)
class _Writing:
    durable: bool

    def page(self, path: str, content: bytes, apart: int = 0) -> Kept:
        return files.write(path, content, durable=self.durable, apart=apart)

    def file(self, path: str, file: PublicFile) -> Kept | None:
        try:
            return files.write_stream(path, open_unlogged(file.file_id).chunks, file.digest)
        except (FileRefused, PermissionDenied):
            return None


class Looking:
    """Nothing is written: what would be is told."""

    def page(self, path: str, content: bytes, apart: int = 0) -> Kept:  # noqa: ARG002 - as the other
        return Kept(path, sha256(content).hexdigest(), len(content), fresh=False)

    def file(self, path: str, file: PublicFile) -> Kept | None:
        try:
            return Kept(path, open_unlogged(file.file_id).file.digest, file.size, fresh=False)
        except (FileRefused, PermissionDenied):
            return None


def expected(thing: Thing, keep: Keeping) -> Iterator[Written]:
    """The files that a thing has now: its pages, and what everybody may fetch with them."""
    if thing.key == AWAY:
        for variant in VARIANTS:
            yield Written(keep.page(f"{AWAY}/{variant}.html", render_away(variant)), variant)
        return
    if thing.key == LOOKS:
        yield from _looks(keep)
        return
    for address in thing.addresses:
        yield from _pages(address, keep)
    if thing.index_no:
        yield from _attached(thing, keep)


def _pages(address: str, keep: Keeping) -> Iterator[Written]:
    """Its variants: what is no page for people is in one language only. 繁體 is made of the page that is there already."""
    first = render(address)
    yield from _page(address, first, HANS, keep)
    if first.content and first.media == HTML:
        yield from _page(address, first.written_traditionally(), HANT, keep)
        yield from _page(address, render(address, ENGLISH), ENGLISH, keep)


def _page(address: str, made: Made, variant: str, keep: Keeping) -> Iterator[Written]:
    gone = made.status == GONE
    path = files.place(address, variant, gone=gone) if made.content else None
    if path:
        yield Written(keep.page(path, made.content, _APART[variant]), variant, gone)


def _looks(keep: Keeping) -> Iterator[Written]:
    """The style sheets of all looks, and the one for those who hand the pages out without the platform."""
    for number, look in enumerate(every()):
        content = sheet_of(look).encode()
        yield Written(keep.page(f"{LOOKS}/{look.name}.css", content, number), HANS)
    yield Written(keep.page(EXPORTED, sheet_of(Look(), switches=False).encode()), HANS)


def _attached(thing: Thing, keep: Keeping) -> Iterator[Written]:
    item = public.item(thing.index_no)
    for file in item.files if isinstance(item, PublicItem) else ():
        parts = ("attachments", file.name) if file.use is Use.IMAGE else ("files", file.id)
        path = files.attached(thing.addresses[0], *parts)
        kept = keep.file(path, file) if path else None
        if kept:
            yield Written(kept, HANS)
