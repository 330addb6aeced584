"""Posters are printed and read back: what they say, the paper, typefaces inside, codes that a telephone reads."""

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader

from gongkai.documents.posters import Poster, Sheet, Stamp
from gongkai.documents.posters.pdf import pdf
from gongkai.documents.posters.poster import LONGEST_LABEL, label_of
from gongkai.documents.posters.printing import MOST, printed

AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def poster(stamps: int = 1, **more: Any) -> Poster:
    given: dict[str, Any] = {
        "title": "人才引进“一件事”",
        "cover": "各级政策一码查到底",
        "instruction": "扫码查阅",
        "agency": "云岭县人民政府",
        "dated": "2026年3月2日制",
        "made_at": AT,
        "stamps": tuple(
            Stamp(f"https://xxgk.example.cn/m/abcd{number:03}", "" if stamps == 1 else f"第{number}步")
            for number in range(stamps)
        ),
    }
    return Poster(**given | more)


def read(data: bytes) -> tuple[list[str], list[str]]:
    """The text of each page, and what the codes on all pages say."""
    found = pypdfium2.PdfDocument(data)
    texts = ["".join(page.get_textpage().get_text_bounded().split()) for page in found]
    codes = [
        each.text
        for page in found
        for each in zxingcpp.read_barcodes(page.render(scale=2.5).to_pil().convert("L"))
    ]
    return texts, codes


@pytest.mark.parametrize(("sheet", "size"), [(Sheet.A4, (210, 297)), (Sheet.A3, (297, 420))])
def test_poster_says_what_it_is_given_on_the_paper_that_is_asked_for(
    sheet: Sheet, size: tuple[int, int]
) -> None:
    data = printed(poster(sheet=sheet))
    (text,), codes = read(data)
    for said in ("人才引进“一件事”", "各级政策一码查到底", "扫码查阅", "云岭县人民政府", "2026年3月2日制"):
        assert said in text
    assert codes == ["https://xxgk.example.cn/m/abcd000"]
    box = PdfReader(BytesIO(data)).pages[0].mediabox
    assert tuple(round(float(side) / 72 * 25.4) for side in (box.width, box.height)) == size


@pytest.mark.parametrize(("stamps", "pages"), [(1, 1), (2, 1), (4, 1), (5, 1), (6, 1), (7, 2), (13, 3)])
@pytest.mark.parametrize("title", ["短题", "云岭县优化营商环境惠企政策汇编和办事指南专题（虚构）" * 2])
def test_codes_fill_so_many_sheets_each_with_head_and_foot(stamps: int, pages: int, title: str) -> None:
    texts, codes = read(pdf(poster(stamps, title=title)))
    assert len(texts) == pages
    assert sorted(codes) == [f"https://xxgk.example.cn/m/abcd{number:03}" for number in range(stamps)]
    for text in texts:
        assert title in text
        assert "云岭县人民政府" in text


def test_largest_topic_fits_into_the_limits() -> None:
    texts, _ = read(printed(poster(MOST)))
    assert len(texts) == MOST // 6


def test_typefaces_are_inside() -> None:
    fonts = [
        font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        for page in PdfReader(BytesIO(pdf(poster(4)))).pages
        for font in page["/Resources"]["/Font"].values()  # type: ignore[index] # as every page of ours has it
    ]
    assert fonts
    assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def test_text_is_never_markup() -> None:
    (text,), _ = read(pdf(poster(title="#panic() $x$ *粗* \\ “引号”")))
    assert "#panic()$x$*粗*\\“引号”" in text


def test_long_labels_are_cut() -> None:
    assert label_of("短") == "短"
    assert len(label_of("长" * 200)) == LONGEST_LABEL
