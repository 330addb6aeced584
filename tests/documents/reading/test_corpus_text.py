"""Plain-text reports in every layout that is found in the wild are read exactly."""

import pytest
from opencc import OpenCC

from gongkai.documents.reading import read
from tests.corpus import wording
from tests.corpus.document import mistakes
from tests.corpus.samples import cast, sample
from tests.corpus.text import Layout, commas, text_document
from tests.corpus.text_layouts import LAYOUTS

CAST = cast()
WORDINGS = (
    wording.official,
    wording.half_width,
    wording.spaced,
    wording.misprinted,
    wording.annotated,
    wording.renumbered,
    wording.circled,
    wording.bracketed,
    wording.truncated,
)


@pytest.mark.parametrize("name", CAST)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout(layout: str, name: str) -> None:
    document = text_document(CAST[name], LAYOUTS[layout])
    assert mistakes(document, read(document.data, document.name)) == []


@pytest.mark.parametrize("words", WORDINGS, ids=lambda words: words.__name__)
@pytest.mark.parametrize("layout", ["tabs", "trailing-pipes", "box-per-line-tight", "spaced-groups-own-line"])
@pytest.mark.parametrize("name", ["2021-plain", "2019-noughts-left-out"])
def test_wording(words: wording.Words, layout: str, name: str) -> None:
    document = text_document(CAST[name], LAYOUTS[layout], words)
    assert mistakes(document, read(document.data, document.name)) == []


@pytest.mark.parametrize("layout", ["tabs", "tabs-between-paragraphs", "box-per-line", "box-per-line-tight"])
@pytest.mark.parametrize("name", CAST)
def test_labels_broken_over_lines(layout: str, name: str) -> None:
    document = text_document(CAST[name], LAYOUTS[layout], wording.broken)
    assert mistakes(document, read(document.data, document.name)) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "gbk", "utf-16"])
def test_encoding(encoding: str) -> None:
    document = text_document(CAST["2021-disguised"], LAYOUTS["tabs"], encoding=encoding)
    assert mistakes(document, read(document.data, document.name)) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
@pytest.mark.parametrize("name", ["2021-some-blank", "2019-plain", "2021-noughts-left-out"])
def test_comma_separated(name: str, encoding: str) -> None:
    document = text_document(CAST[name], Layout(commas), encoding=encoding, name="年报.csv")
    assert mistakes(document, read(document.data, document.name)) == []


@pytest.mark.parametrize("encoding", ["utf-8", "big5"])
@pytest.mark.parametrize("layout", ["tabs", "box-per-line-tight", "wrapped-middle"])
def test_traditional_characters(layout: str, encoding: str) -> None:
    document = text_document(CAST["2021-plain"], LAYOUTS[layout])
    traditional = OpenCC("s2t").convert(document.data.decode()).encode(encoding, "replace")
    assert mistakes(document, read(traditional, document.name)) == []


@pytest.mark.parametrize("seed", range(12))
def test_random_figures(seed: int) -> None:
    layout = LAYOUTS[list(LAYOUTS)[seed * 3 % len(LAYOUTS)]]
    document = text_document(sample(100 + seed, largest=20), layout)
    assert mistakes(document, read(document.data, document.name)) == []
