"""Reviewed pages of issues, as small pictures. `python -m tests.documents.gazette.golden` writes them anew: look at each then."""

from dataclasses import replace
from pathlib import Path

from gongkai.documents.gazette import Bound, Chapter
from gongkai.documents.gazette.bound import laid, picture_name
from gongkai.documents.gazette.pdf import pdf
from tests.documents import goldens
from tests.documents.gazette.test_issue import ISSUE, bound, text
from tests.documents.paper.samples import BODY, NUMBER, png

FOLDER = Path(__file__).parent / "golden"
LONG_TITLE = "云岭县人民政府办公室关于转发县发展和改革委员会等部门虚构地区优化营商环境三年行动方案的通知"
_SEVEN = text(
    7,
    title=LONG_TITLE,
    document_no=NUMBER,
    pieces=laid(f'{BODY}<p><img src="attachments/p1.png" alt="示意图"></p>', of=7, document_no=NUMBER),
)
_GONE = text(8, told="该文件已于2026年4月1日撤回（内容有误），不再刊登正文。", pieces=())
ISSUES: dict[str, Bound] = {
    "issue": ISSUE,
    "preview": replace(ISSUE, preview=True),
    "everything": bound(
        Chapter("政府办公室文件", (_SEVEN, _GONE)), pictures={picture_name(7, "p1.png"): png(40, 20)}
    ),
    "without_code": bound(Chapter("政府文件", (text(1, "<p>短。</p>"),)), address="", sponsor=""),
}


def file(name: str) -> bytes:
    """The PDF behind a name."""
    return pdf(ISSUES[name])


if __name__ == "__main__":
    goldens.write(FOLDER, ISSUES, file)
