"""An issue made into a file in a process of its own, as every paper is; it may take longer."""

from base64 import b64decode, b64encode

from gongkai.documents.gazette.bound import Bound
from gongkai.documents.isolated import Answer, Bounds, apart

_BOUNDS = Bounds(
    240,
    "这一期公报太长，制作用时过长，已经停止。请拆成两期，或者联系运行人员。",
    "这一期公报的图片太大，不能制成文件。请减少图片后重新发布有关文件。",
    "这一期公报不能制成文件，请联系运行人员。",
)


def printed(issue: Bound) -> bytes:
    """The PDF. Raises Unreadable with what is wrong and what to do."""
    return b64decode(apart(made, issue, bounds=_BOUNDS)["file"])


def made(issue: Bound) -> Answer:
    """What the process does."""
    from gongkai.documents.gazette.pdf import pdf  # noqa: PLC0415 - the process alone loads the program

    return {"file": b64encode(pdf(issue)).decode()}
