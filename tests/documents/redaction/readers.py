"""Three programs that read text out of a PDF, and a look at every byte in it."""

import io
import re
import zlib

import pypdfium2
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from gongkai.documents.redaction.sheets.finding import plain


def by_pdfium(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(page.get_textpage().get_text_bounded(errors="replace") for page in document)
    finally:
        document.close()


def by_pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


def by_pdfminer(data: bytes) -> str:
    return extract_text(io.BytesIO(data))


READERS = {"pypdfium2": by_pdfium, "pypdf": by_pypdf, "pdfminer.six": by_pdfminer}
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)


def texts(data: bytes) -> dict[str, str]:
    """What each program reads, plain."""
    return {name: plain(read(data)) for name, read in READERS.items()}


def unpacked(data: bytes) -> bytes:
    """The file with the contents of its streams behind it, in small letters: hexadecimal is written both ways."""
    found = [data]
    for packed in _STREAM.findall(data):
        try:
            found.append(zlib.decompress(packed))
        except zlib.error:
            found.append(packed)
    return b"\n".join(found).lower()


def forms(text: str) -> list[bytes]:
    """How a text may stand in a file."""
    found = []
    for encoding in ("utf-8", "utf-16-be", "utf-16-le", "gb18030"):
        code = text.encode(encoding).lower()
        found += [code, code.hex().encode()]
    return found
