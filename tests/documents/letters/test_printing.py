"""Letters are printed apart as all papers are; the typefaces that come with the platform are there with their licences."""

from dataclasses import replace

import pytest
from typst import TypstError

from gongkai.documents.letters import letter as letters
from gongkai.documents.paper import pdf as writing
from gongkai.documents.paper import row_headings, typecase
from gongkai.documents.paper.printing import printed as printed_apart
from tests.documents.letters.samples import MADE_AT, printed, sample, word
from tests.documents.paper.samples import text_of_pdf


def test_made_apart_it_is_the_same_file() -> None:
    paper = letters.paper(sample("register_sheet"), MADE_AT)
    assert printed_apart(paper, "pdf") == printed("register_sheet")
    assert printed_apart(paper, "docx")[:2] == word(sample("register_sheet"))[:2]


def test_the_shipped_typeface_has_its_licence_beside_it() -> None:
    names = {path.name for path in typecase.SHIPPED.iterdir()}
    assert names == {"FandolFang-Regular.otf", "FandolFang-COPYING.txt", "FandolFang-README.txt"}
    assert "GNU GENERAL PUBLIC LICENSE" in (typecase.SHIPPED / "FandolFang-COPYING.txt").read_text(
        encoding="utf-8"
    )
    assert "FandolFang R" in typecase.faces()["text"]
    assert b"FandolFang-Regular" in printed("receipt")


def test_rare_names_are_in_the_file() -> None:
    name = "镕喆堃玥昇祎珺翀犇龑赟旻昉䶮㐂𬭎𬬻𬭚𬱖㛃"
    data = writing.pdf(letters.paper(sample("withdrawal_confirm", addressee=name), MADE_AT))
    assert f"{name}：" in text_of_pdf(data)


def test_a_character_without_glyph_never_becomes_a_box() -> None:
    with pytest.raises(TypstError, match="could not be displayed"):
        writing.pdf(letters.paper(sample("receipt", addressee="王\U000f1234"), MADE_AT))


def test_other_tables_than_those_of_the_list_are_no_letter() -> None:
    pieces = letters.pieces(sample("service_proof"))
    with pytest.raises(ValueError, match="tables"):
        row_headings.told(printed("service_proof"), (*pieces, *pieces))
    assert not row_headings.needed(letters.pieces(sample("receipt")))


def test_papers_of_the_website_are_not_kept() -> None:
    paper = replace(letters.paper(sample("receipt"), MADE_AT), kept=False)
    assert b"pdfaid" not in writing.pdf(paper)
    assert b"pdfaid" in printed("receipt")
