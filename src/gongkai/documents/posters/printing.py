"""A poster made into a file in a process of its own, as every paper is."""

from base64 import b64decode, b64encode

from gongkai.documents.isolated import Answer, Bounds, apart
from gongkai.documents.posters.poster import Poster

MOST = 330
"""Codes of a poster: those of the largest topic."""
_BOUNDS = Bounds(
    20,
    "海报太大，制作用时过长，已经停止。请减少二维码，或者打印网页。",
    "海报太大，不能制成文件。请减少二维码，或者打印网页。",
    "海报不能制成文件。请打印网页。",
)


def printed(poster: Poster) -> bytes:
    """The PDF. Raises Unreadable with what is wrong and what to do."""
    return b64decode(apart(made, poster, bounds=_BOUNDS)["file"])


def made(poster: Poster) -> Answer:
    """What the process does."""
    from gongkai.documents.posters.pdf import pdf  # noqa: PLC0415 - the process alone loads the program

    return {"file": b64encode(pdf(poster)).decode()}
