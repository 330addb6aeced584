"""A thousand invented texts, written in every way that programs write text: none of those that are marked can be read again."""

from pathlib import Path

import pytest

from gongkai.documents.redaction.choosing import found, redacted
from gongkai.documents.redaction.sheets.finding import plain
from tests.documents.redaction.made import BASES, Made, office
from tests.documents.redaction.readers import forms, texts, unpacked
from tests.documents.redaction.texts import fragments
from tests.documents.word.manners import through_office

OFFICE = "office"
# What these readers cannot read even where nothing is withheld: lines that run up or across the page.
BLIND = {
    ("turned 270", "pdfminer.six"),
    ("upright", "pdfminer.six"),
    ("in pieces", "pypdf"),
    ("in pieces", "pdfminer.six"),
}


@pytest.fixture(scope="module")
def from_office(tmp_path_factory: pytest.TempPathFactory) -> Made:
    file, written = office()
    return through_office({"letter": file}, Path(tmp_path_factory.mktemp("office")), "pdf")["letter"], written


@pytest.mark.parametrize("half", [0, 1])
@pytest.mark.parametrize("name", [*BASES, OFFICE])
def test_nothing_of_what_is_marked_is_left(name: str, half: int, request: pytest.FixtureRequest) -> None:
    data, written = request.getfixturevalue("from_office") if name == OFFICE else BASES[name]()
    gone, stays = written[half::2], written[1 - half :: 2]
    made = redacted(data, found(data, gone, "denied_third_party/privacy", ""), raster=False)
    before, after, raw = texts(data), texts(made.data), unpacked(made.data)
    rest = plain("".join(stays))
    for program, text in after.items():
        if (name, program) not in BLIND:
            assert all(plain(each) in before[program] for each in written), program
            assert [each for each in stays if plain(each) not in text] == [], program
        assert [each for each in gone if plain(each) in text] == [], program
        pieces = {piece for each in gone for piece in fragments(plain(each))}
        assert [piece for piece in pieces if piece in text and piece not in rest] == [], program
    assert [each for each in gone if any(form in raw for form in forms(each))] == []
    assert made.report.rastered == ()


def test_there_are_a_thousand() -> None:
    assert sum(len(base()[1]) for base in BASES.values()) + len(office()[1]) >= 1000
