"""Web pages saved as one file (MHTML), as browsers and Word do: the page itself is taken out."""

import re
from email.parser import BytesHeaderParser

_HEAD = re.compile(rb"\A\s*(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)
_LOOK = 4_000
_MOST_PARTS = 2_000


def page_of(data: bytes) -> bytes:
    """The HTML inside a saved page; any other data as it is.

    Parts are divided by hand: the parser of the standard library goes as deep as a hostile file wants.
    """
    if not _HEAD.match(data[:_LOOK]):
        return data
    boundary = BytesHeaderParser().parsebytes(data[:_LOOK]).get_boundary()
    parts = data.split(b"--" + boundary.encode(errors="replace"), _MOST_PARTS)[1:] if boundary else [data]
    for part in parts:
        message = BytesHeaderParser().parsebytes(part.lstrip(b"\r\n"))
        if message.get_content_type() == "text/html":
            page = message.get_payload(decode=True)
            return page if isinstance(page, bytes) else data
    return data
