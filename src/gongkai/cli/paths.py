"""Which files a command line means: files as named, folders with every report in them."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

READABLE = frozenset(
    {".txt", ".text", ".html", ".htm", ".shtml", ".mht", ".mhtml", ".docx", ".pdf", ".xlsx", ".xls", ".json"}
)
# Formats that reports also come in but that must be saved as another one first.
OLD_FORMATS = frozenset({".doc", ".wps", ".et", ".ofd", ".rtf"})


def expand(paths: Iterable[str]) -> Iterator[Path]:
    """Files in the order named; a folder stands for its readable files in sorted order, or for itself if it has none."""
    for path in map(Path, paths):
        if path.is_dir():
            yield from _readable(path) or [path]
        else:
            yield path


def left_out(paths: Iterable[str]) -> list[Path]:
    """The files in folders that are reports by their look, in a format that cannot be read."""
    return [file for path in map(Path, paths) if path.is_dir() for file in _files(path, OLD_FORMATS)]


def _readable(folder: Path) -> list[Path]:
    return list(_files(folder, READABLE))


def _files(folder: Path, endings: frozenset[str]) -> Iterator[Path]:
    """Files below a folder with one of these endings, sorted; hidden ones and office lock files are passed over.

    A folder that may not be listed stands for itself: reading it will say so.
    """
    closed: list[Path] = []
    for parent, folders, names in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith((".", "~$")) and os.path.splitext(name)[1].lower() in endings:  # noqa: PTH122
                yield Path(parent, name)
    yield from closed
