"""Writes: the whole site as a folder or an archive that any web server hands out, for platforms that collect from this one."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.conf import settings

from gongkai.copies.backends import files
from gongkai.copies.models import Copy
from gongkai.copies.queries.items import public_files_of
from gongkai.records.actions.refused import Refused

_STEP = 500


def export(into: Path) -> int:
    """Put the pages in the usual size, the files of items under their names, and the styles into a new folder or a `.zip`.

    Returns how many files. Notices of what was taken back are none of them. Refused where something lies there already.
    """
    if into.exists() and (not into.is_dir() or any(into.iterdir())):
        raise Refused(f"{into} 已经有内容，请换一个名称。")
    found = (*_pages(), *_styles())
    part = into.with_name(f"{into.name}{files.PART}")
    if into.suffix == ".zip":
        with ZipFile(part, "w", ZIP_DEFLATED) as archive:
            for name, source in found:
                archive.write(source, name)
    else:
        for name, source in found:
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, part / name)
        if into.exists():
            into.rmdir()
    part.replace(into)
    return len(found)


def _pages() -> Iterator[tuple[str, Path]]:
    top, last = files.folder(), 0
    while rows := list(Copy.objects.filter(pk__gt=last, gone=False, variant="plain").order_by("pk")[:_STEP]):
        names = public_files_of([row.key for row in rows if row.path.startswith("files/")])
        for row in rows:
            begin, _, rest = row.path.partition("/")
            if begin == "plain":
                yield rest, top / row.path
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
