"""Word documents, workbooks and PDF files as offices make them are read exactly."""

import pytest

from gongkai.documents.reading import read
from tests.corpus import paper, word, wording, workbook
from tests.corpus.document import mistakes
from tests.corpus.samples import cast

CAST = cast()
FEW = ("2021-noughts-left-out", "2021-disguised", "2019-some-blank", "2019-large")


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("manner", word.MANNERS)
def test_docx(manner: str, name: str) -> None:
    document = word.docx_document(CAST[name], word.MANNERS[manner])
    assert mistakes(document, read(document.data, document.name)) == []


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("as_text", [False, True])
def test_xlsx(name: str, *, as_text: bool) -> None:
    for document in (
        workbook.one_sheet(CAST[name], as_text=as_text),
        workbook.sheet_each(CAST[name], wording.spaced, as_text=as_text),
    ):
        assert mistakes(document, read(document.data, document.name)) == []


@pytest.mark.parametrize("name", FEW)
@pytest.mark.parametrize("look", paper.LOOKS)
def test_pdf(look: str, name: str) -> None:
    document = paper.pdf_document(CAST[name], paper.LOOKS[look])
    assert mistakes(document, read(document.data, document.name)) == []
