"""Reads: a stored file as it is handed out, block by block. Whoever may have it was decided before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.utils.http import content_disposition_header

from gongkai.records.queries.files import BLOCK, FileRow, path_of, row

NO_FILE = "没有这个文件，或者您无权打开它。"


class FileRefused(Exception):
    """A file that is not taken in, or not given out. `reason` has no name in it, so that it may be logged."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"“{name}”{reason}")
        self.name = name
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Download:
    """What a page needs to hand a file out: its row, the headers of the answer, the bytes block by block."""

    file: FileRow
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


def open_unlogged(file_id: int) -> Download:
    """A file of something public, or one that is read together with the page it stands in: nothing is noted of it.

    The caller has found that its reader may have it; everything else goes through the action `open_file`. PermissionDenied
    for a file that does not exist, FileRefused as `opened`.
    """
    file = row(file_id)
    if file is None:
        raise PermissionDenied(NO_FILE)
    return opened(file)


def opened(file: FileRow) -> Download:
    """The file ready to be sent. FileRefused for one in quarantine, one that was erased, or one whose bytes are gone.

    The last block comes only once the digest is right: else FileRefused instead of it.
    """
    if file.quarantined:
        raise FileRefused(file.name, f"已隔离，不能打开：{file.quarantined}。请联系安全管理员。")
    if file.erased:
        raise FileRefused(file.name, "保管期限届满，内容已经去除。")
    place = path_of(file.digest)
    if not place.is_file() or place.stat().st_size != file.size:
        raise FileRefused(file.name, "的内容缺失或者不完整，请联系运行人员。")
    return Download(file, _headers(file), _chunks(file))


def _headers(file: FileRow) -> dict[str, str]:
    """Saved, never shown: whatever is in the file, it does not run on our pages."""
    return {
        "Content-Type": file.media_type,
        "Content-Length": str(file.size),
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=file.name) or "",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }


def _chunks(file: FileRow) -> Iterator[bytes]:
    """The bytes; the last block only once the digest is right, so that no damaged file arrives complete."""
    made, held = sha256(), b""
    with path_of(file.digest).open("rb") as stream:
        for block in iter(lambda: stream.read(BLOCK), b""):
            if held:
                yield held
            made.update(block)
            held = block
    if made.hexdigest() != file.digest:
        raise FileRefused(file.name, "的内容与登记的摘要不符，已停止发送，请联系运行人员。")
    yield held
