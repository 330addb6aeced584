"""An OFD made in a process of its own, as papers are."""

from base64 import b64decode, b64encode
from datetime import datetime

from gongkai.documents.isolated import Answer, Bounds, apart

_BOUNDS = Bounds(
    60,
    "文件太长，转成 OFD 用时过长，已经停止。请下载 PDF。",
    "文件太大，不能转成 OFD。请下载 PDF。",
    "文件不能转成 OFD。请下载 PDF。",
)


def as_ofd(pdf: bytes, *, title: str, author: str, made_at: datetime, bounds: Bounds = _BOUNDS) -> bytes:
    """An OFD with the pages of a PDF of ours: an experiment. Raises Unreadable."""
    given = b64encode(pdf).decode(), title, author, made_at.isoformat()
    return b64decode(apart(made, *given, bounds=bounds)["file"])


def made(pdf: str, title: str, author: str, made_at: str) -> Answer:
    """What the process does."""
    from gongkai.documents.ofd.writing import ofd  # noqa: PLC0415 - reading typefaces, for those who print

    done = ofd(b64decode(pdf), title=title, author=author, made_at=datetime.fromisoformat(made_at))
    return {"file": b64encode(done).decode()}
