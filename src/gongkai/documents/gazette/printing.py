"""An issue made into a file in a process of its own, as every paper is; it may take longer."""

from base64 import b64decode, b64encode
from dataclasses import replace

from gongkai.documents.gazette.bound import Bound
from gongkai.documents.isolated import Answer, Bounds, apart

_BOUNDS = Bounds(
    240,
    "这一期公报太长，制作用时过长，已经停止。请拆成两期，或者联系运行人员。",
    "这一期公报的图片太大，不能制成文件。请减少图片后重新发布有关文件。",
    "这一期公报不能制成文件，请联系运行人员。",
)


_WHILE_SOMEBODY_WAITS = replace(
    _BOUNDS,
    seconds=45,
    too_slow="这一期公报较长，不能即时预览。请在目录中逐份打开核对。出版以后由后台制作 PDF，不受影响。",
)


def printed(issue: Bound) -> bytes:
    """The PDF; of one that is not out yet there is less time. Raises Unreadable with what is wrong and what to do."""
    bounds = _WHILE_SOMEBODY_WAITS if issue.preview else _BOUNDS
    return b64decode(apart(made, issue, bounds=bounds)["file"])


def made(issue: Bound) -> Answer:
    """What the process does."""
    from gongkai.documents.gazette.pdf import pdf  # noqa: PLC0415 - the process alone loads the program

    return {"file": b64encode(pdf(issue)).decode()}
