"""Whether a PDF opens with a password alone: whoever it is given to, and the archive, could not read it.

PDFium is asked in a process of its own, and only about files that name a lock. One that is locked against changes alone opens.
"""

import re
from typing import IO

from gongkai.documents.isolated import Answer, Bounds, apart
from gongkai.documents.reading.blocks import Unreadable

# The lock is named in the trailer, which is never compressed and never locked itself.
_NAMED = re.compile(rb"/Encrypt\b")
_BLOCK = 1 << 20
_REACH = 16  # bytes in which the name may stand across two blocks
_DAMAGED = "已损坏或不完整，请重新取得后再上传。"
_BOUNDS = Bounds(20, _DAMAGED, _DAMAGED, _DAMAGED)


def is_locked(stream: IO[bytes]) -> bool:
    """Whether it asks for a password. Raises Unreadable for a file that names a lock and does not answer in measure."""
    if not _names_a_lock(stream):
        return False
    stream.seek(0)
    return bool(apart(asked, stream.read(), bounds=_BOUNDS)["locked"])


def asked(data: bytes) -> Answer:
    """What the process does."""
    import pypdfium2 as pdfium  # noqa: PLC0415 - for files that name a lock alone
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415 - as above

    try:
        pdfium.PdfDocument(data).close()
    except pdfium.PdfiumError as error:
        if error.err_code in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            return {"locked": True}
        raise Unreadable(_DAMAGED) from error
    return {"locked": False}


def _names_a_lock(stream: IO[bytes]) -> bool:
    stream.seek(0)
    before = b""
    for block in iter(lambda: stream.read(_BLOCK), b""):
        if _NAMED.search(before + block):
            return True
        before = block[-_REACH:]
    return False
