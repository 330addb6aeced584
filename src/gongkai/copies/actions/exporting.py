"""Writes: the whole site as a folder or an archive that any web server hands out, for platforms that collect from this one."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings
from django.urls import reverse

from gongkai.copies.actions.making import EXPORTED
from gongkai.copies.backends import files
from gongkai.copies.backends.links import settled
from gongkai.copies.backends.rendering import address
from gongkai.copies.models import Copy
from gongkai.copies.queries.items import public_files_of
from gongkai.portal.pages.languages import HANS
from gongkai.records.actions.refused import Refused

_STEP = 500
_PAGE = ".html"

Told = Callable[[int, int], None]


def export(into: Path, *, told: Told = lambda _done, _all: None) -> int:
    """Put the pages in simplified Chinese, the files of items under their names, and the styles into a new folder or a `.zip`.

    Links lead to what lies there wherever the folder is put, and to the platform for everything else. Returns how many files;
    `told` hears how many are done. Notices of what was taken back are none of them. Refused where something lies there already.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Refused(f"{into} 已经有内容，请换一个名称。")
    found = dict((*_pages(), *_styles()))
    part = into.with_name(f"{into.name}{files.PART}")
    put = _packed if into.suffix == ".zip" else _laid
    put(part, _settled(found, told))
    if into.exists():
        into.rmdir()
    part.replace(into)
    return len(found)


def _settled(found: dict[str, Path], told: Told) -> Iterator[tuple[str, Path | str]]:
    """Each file: where it lies, or what it says where that is not the same."""
    platform = address()
    for done, (name, source) in enumerate(found.items(), 1):
        page = name.endswith(_PAGE) and source.is_relative_to(files.folder() / HANS)
        yield name, settled(source.read_text("utf-8"), name, found, platform) if page else source
        if done % _STEP == 0 or done == len(found):
            told(done, len(found))


def _packed(part: Path, found: Iterator[tuple[str, Path | str]]) -> None:
    with ZipFile(part, "w", ZIP_DEFLATED) as archive:
        for name, said in found:
            if isinstance(said, str):
                archive.writestr(name, said)
            else:
                archive.write(said, name)


def _laid(part: Path, found: Iterator[tuple[str, Path | str]]) -> None:
    for name, said in found:
        (part / name).parent.mkdir(parents=True, exist_ok=True)
        if isinstance(said, str):
            (part / name).write_text(said, "utf-8")
        else:
            shutil.copyfile(said, part / name)


def _pages() -> Iterator[tuple[str, Path]]:
    top, last = files.folder(), 0
    while rows := list(Copy.objects.filter(pk__gt=last, gone=False, variant=HANS).order_by("pk")[:_STEP]):
        names = public_files_of([row.key for row in rows if row.path.startswith("files/")])
        for row in rows:
            begin, _, rest = row.path.partition("/")
            if begin == HANS:
                yield rest, top / row.path
            elif row.path == EXPORTED:
                yield reverse("look").lstrip("/"), top / row.path
            elif begin == "files" and not rest.rpartition("/")[0].endswith("/attachments"):
                yield f"{rest}/{names.get(int(rest.rpartition('/')[2]), 'file')}", top / row.path
            elif begin == "files":
                yield rest, top / row.path
        last = rows[-1].pk


def _styles() -> Iterator[tuple[str, Path]]:
    """Nothing of it is packed: whoever hands the folder out does that."""
    top = Path(settings.STATIC_ROOT)
    for path in sorted(top.rglob("*")):
        if path.is_file() and path.suffix not in (files.PACKED, ".br"):
            yield f"{settings.STATIC_URL.strip('/')}/{path.relative_to(top).as_posix()}", path
