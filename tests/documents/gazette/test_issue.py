"""An issue is printed and read back: cover, contents with the right pages, bookmarks, running heads, typefaces, pictures."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdfium2
import zxingcpp
from pypdf import PdfReader

from gongkai.documents.gazette import Bound, Chapter, Text
from gongkai.documents.gazette.bound import laid, picture_name
from gongkai.documents.gazette.pdf import pdf
from gongkai.documents.gazette.printing import printed
from tests.documents.paper.samples import png

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
LONG = "<p>坚持政府主导、村级主体、群众参与、专业运维，认真贯彻执行有关规定，做好各项工作。</p>" * 60
ADDRESS = "https://xxgk.example.cn/zfgb/yunling/2026/3/"


def text(number: int, body: str = LONG, **more: Any) -> Text:
    given: dict[str, Any] = {
        "title": f"关于第{number}项虚构工作的通知",
        "document_no": f"云政发〔2026〕{number}号",
        "pieces": laid(body, of=number),
    }
    return Text(**given | more)


def bound(*chapters: Chapter, **more: Any) -> Bound:
    given: dict[str, Any] = {
        "title": "云岭县人民政府公报",
        "numbers": "2026年第3期（总第87期）",
        "dated": "2026年3月2日出版",
        "sponsor": "云岭县人民政府办公室主办",
        "address": ADDRESS,
        "made_at": AT,
    }
    return Bound(chapters=chapters, **given | more)


ISSUE = bound(
    Chapter("政府文件", (text(1), text(2, "<p>短。</p>"))),
    Chapter("人事任免", (text(3, "<p>任命如下。</p>", document_no=""),)),
)


def pages(data: bytes) -> list[str]:
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in pypdfium2.PdfDocument(data)]


def test_cover_says_which_issue_it_is_and_leads_to_it() -> None:
    data = printed(ISSUE)
    cover = pages(data)[0]
    for said in (
        "云岭县人民政府公报",
        "2026年第3期（总第87期）",
        "2026年3月2日出版",
        "云岭县人民政府办公室主办",
    ):
        assert said in cover
    picture = pypdfium2.PdfDocument(data)[0].render(scale=3).to_pil().convert("L")
    assert [each.text for each in zxingcpp.read_barcodes(picture)] == [ADDRESS]


def test_contents_name_the_pages_on_which_documents_begin() -> None:
    found = pages(pdf(ISSUE))
    contents = found[1]
    assert contents.startswith("目录政府文件")
    for number in (1, 2, 3):
        title = f"关于第{number}项虚构工作的通知"
        said = re.search(rf"{title}\.*?(\d+)(?!\d)", contents)
        assert said is not None
        begins = next(page for page in found[2:] if title in page)
        assert f"—{said[1]}—" in begins


def test_bookmarks_are_rubrics_and_documents() -> None:
    marks = [(mark.level, mark.get_title()) for mark in pypdfium2.PdfDocument(pdf(ISSUE)).get_toc()]
    assert marks == [
        (0, "政府文件"),
        (1, "关于第1项虚构工作的通知"),
        (1, "关于第2项虚构工作的通知"),
        (0, "人事任免"),
        (1, "关于第3项虚构工作的通知"),
    ]


def test_running_heads_and_numbers_stand_on_every_page_of_text() -> None:
    found = pages(pdf(ISSUE))
    assert len(found) >= 6
    for number, page in enumerate(found[2:], 1):
        assert "云岭县人民政府公报2026年第3期（总第87期）" in page
        assert f"—{number}—" in page
        assert ("人事任免" if number == len(found) - 2 else "政府文件") in page


def test_what_may_not_be_shown_is_told_of() -> None:
    gone = text(2, told="该文件已撤回，不再刊登正文。", pieces=())
    found = "".join(pages(pdf(bound(Chapter("政府文件", (text(1, "<p>短。</p>"), gone))))))
    assert "该文件已撤回，不再刊登正文。" in found


def test_pictures_of_two_documents_stay_apart_and_a_broken_one_costs_none_of_the_text() -> None:
    body = '<p>见图。</p><p><img src="attachments/p1.png" alt="示意图"></p>'
    pair = (text(1, body), text(2, body))
    pictures = {picture_name(1, "p1.png"): png(40, 20), picture_name(2, "p1.png"): png(60, 30)}
    data = pdf(bound(Chapter("政府文件", pair), pictures=pictures))
    shown = [image for page in PdfReader(BytesIO(data)).pages for image in page.images]
    assert sorted(image.image.size for image in shown if image.image) == [(40, 20), (60, 30)]
    broken = {picture_name(1, "p1.png"): png(40, 20)[:60]}
    assert "见图。" in "".join(pages(pdf(bound(Chapter("政府文件", pair), pictures=broken))))


def test_typefaces_are_inside_and_text_is_never_markup() -> None:
    odd = text(1, "<p>#panic() $x$ *星* 井</p>", title="#panic() *题*")
    data = pdf(bound(Chapter("政府文件", (odd,))))
    assert "#panic()*题*" in pages(data)[1]
    fonts = {
        font.get_object()["/DescendantFonts"][0]
        .get_object()["/FontDescriptor"]
        .get_object()["/FontName"]: font
        for page in PdfReader(BytesIO(data)).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index] # as every page of ours has it
    }
    assert fonts
    for font in fonts.values():
        kept = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile3" in kept or "/FontFile2" in kept


def test_preview_says_so_on_every_page_and_an_issue_never() -> None:
    for page in pages(printed(replace(ISSUE, preview=True))):
        assert "预览稿，还没有出版，内容可能改动" in page
        assert "预览" in page.replace("预览稿", "")
    assert "预览" not in "".join(pages(pdf(ISSUE)))


def test_preview_of_an_issue_without_documents_has_its_cover() -> None:
    assert "云岭县人民政府公报" in pages(pdf(bound(preview=True)))[0]
