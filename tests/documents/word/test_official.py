"""Official documents from Word to HTML: whoever wrote them and however, the page is the same."""

from datetime import date
from pathlib import Path

import pytest

from gongkai.documents.rich_text import clean
from gongkai.documents.word import Converted, convert
from gongkai.documents.word.notes import OLD_FORMAT
from tests.documents.word.manners import MANNERS, laid_out, through_office
from tests.documents.word.official import DOCUMENTS

_GOLDEN = Path(__file__).parent / "golden"
_STATED = {
    "notice": (
        "云岭县人民政府办公室关于开展政务公开专区建设工作的通知",
        "云政办发〔2026〕12号",
        "云岭县人民政府办公室",
        date(2026, 3, 5),
        ("政务公开专区建设标准", "政务公开专区建设情况表"),
    ),
    "opinions": (
        "云岭县人民政府关于推进农村供水提质的实施意见",
        "云政发〔2026〕3号",
        "云岭县人民政府",
        date(2026, 2, 11),
        (),
    ),
    "measures": ("云岭县公共停车场管理办法", "云岭县人民政府令第3号", "云岭县人民政府", None, ()),
    "announcement": (
        "云岭县市场监督管理局2026年第2期食品安全监督抽检公告",
        "",
        "云岭县市场监督管理局",
        date(2026, 4, 9),
        (),
    ),
    "letter": (
        "关于对政协云岭县第十届委员会第二次会议第27号提案答复的函",
        "云财函〔2026〕18号",
        "云岭县财政局",
        date(2026, 5, 20),
        (),
    ),
    "reply": (
        "云岭县人民政府关于青石镇国土空间规划（2025—2035年）的批复",
        "云政复〔2026〕7号",
        "云岭县人民政府",
        date(2026, 1, 8),
        (),
    ),
}


def golden(name: str) -> str:
    return (_GOLDEN / f"{name}.html").read_text(encoding="utf-8").rstrip("\n")


def stated(converted: Converted) -> tuple[object, ...]:
    return (
        converted.title,
        converted.document_no,
        converted.issuing_body,
        converted.written_on,
        converted.attachments,
    )


@pytest.mark.parametrize("manner", MANNERS)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_page_is_the_same_in_whatever_manner_it_was_written(name: str, manner: str) -> None:
    converted = convert(MANNERS[manner](DOCUMENTS[name]), f"{name}.docx")

    assert converted.html == golden(name)
    assert stated(converted) == _STATED[name]
    assert converted.remarks == ()


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_was_written_is_kept_beside_it(name: str) -> None:
    document = DOCUMENTS[name]
    converted = convert(laid_out(document))

    for kind, text in document.lines:
        if kind != "table":
            assert "".join(text.split()) in "".join(converted.as_written.split())
    assert clean(converted.html) == converted.html
    assert clean(converted.as_written) == converted.as_written


@pytest.mark.parametrize(("form", "names"), [("docx", (*DOCUMENTS,)), ("doc", ("notice", "announcement"))])
def test_files_that_libreoffice_wrote(form: str, names: tuple[str, ...], tmp_path: Path) -> None:
    """The same pages from what LibreOffice saves, as .docx and as .doc, which is converted back."""
    saved = through_office({name: laid_out(DOCUMENTS[name]) for name in names}, tmp_path, form)

    for name, data in saved.items():
        converted = convert(data, f"{name}.{form}")

        assert converted.html == golden(name)
        assert stated(converted) == _STATED[name]
        assert [remark.rule for remark in converted.remarks] == ([OLD_FORMAT] if form == "doc" else [])
