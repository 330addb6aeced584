"""Web pages in every layout that is found in the wild are read exactly."""

import pytest

from gongkai.documents.reading import read
from tests.corpus import wording
from tests.corpus.document import mistakes
from tests.corpus.html import html_document
from tests.corpus.html_pages import PAGES
from tests.corpus.samples import cast

CAST = cast()


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("layout", PAGES)
def test_page(layout: str, name: str) -> None:
    document = html_document(CAST[name], PAGES[layout])
    assert mistakes(document, read(document.data, document.name)) == []


@pytest.mark.parametrize(
    "words", [wording.half_width, wording.spaced, wording.misprinted, wording.annotated, wording.broken]
)
@pytest.mark.parametrize("layout", ["word", "site", "cut"])
def test_wording(words: wording.Words, layout: str) -> None:
    document = html_document(CAST["2019-plain"], PAGES[layout], words)
    assert mistakes(document, read(document.data, document.name)) == []


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [("gb18030", "gb2312"), ("gbk", "utf-8"), ("utf-8", "gbk"), ("utf-16", "utf-16"), ("utf-8-sig", "utf-8")],
)
def test_encoding_other_than_declared(encoding: str, declared: str) -> None:
    document = html_document(CAST["2021-plain"], PAGES["site"], encoding=encoding, declared=declared)
    assert mistakes(document, read(document.data, document.name)) == []
