"""Names of files: harmless whatever was given, and as given where that was harmless."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.media.kinds import KINDS
from gongkai.documents.media.names import BYTES, LENGTH, UNNAMED, clean, ending, fitting

ROUGH = st.text(st.sampled_from([*'甲a.…/\\:*?"<>| \t\n\0\u202e\u200b\ud800 CON', "\U000e0041"]), max_size=20)


@pytest.mark.parametrize(
    "name", ["关于〔2026〕1号的答复（盖章）.pdf", "a.tar.gz", "2026年 报告.DOCX", "附件-1_终稿.xlsx"]
)
def test_plain_name_stays(name: str) -> None:
    assert clean(name) == name


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\甲\\答复.pdf", "答复.pdf"),
        ("答复\u202efdp.exe", "答复fdp.exe"),
        ("答\u200b复\x00\x1b.pdf", "答复.pdf"),
        ("答复\r\n（终稿）.pdf", "答复 （终稿）.pdf"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("  ..答复.pdf.. ", "答复.pdf"),
        ("con.txt", "_con.txt"),
        ("COM1", "_COM1"),
        ("..", UNNAMED),
        ("", UNNAMED),
        ("e\u0301.txt", "é.txt"),
        ("长" * 300 + ".pdf", "长" * 78 + ".pdf"),
        ("a" * 300 + ".pdf", "a" * (LENGTH - 4) + ".pdf"),
    ],
)
def test_name_is_made_harmless(given_name: str, kept: str) -> None:
    assert clean(given_name) == kept


@given(st.text(max_size=300) | ROUGH)
def test_any_name_becomes_harmless_and_stays_so(name: str) -> None:
    kept = clean(name)
    assert kept.strip(" .") == kept != ""
    assert not set('/\\<>:"|?*') & set(kept)
    assert {unicodedata.category(character)[0] for character in kept} & {"C"} == set()
    assert len(kept) <= LENGTH
    assert len(kept.encode()) <= BYTES
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("name", "last"),
    [("a.PDF", ".pdf"), ("a", ""), (".pdf", ""), ("a.", ""), ("a.tar.gz", ".gz"), ("第1.2条", "")],
)
def test_ending(name: str, last: str) -> None:
    assert ending(name) == last


def test_name_without_an_ending_gets_one() -> None:
    assert fitting("扫描件", KINDS["jpg"]) == "扫描件.jpg"
    assert fitting("扫描件.JPEG", KINDS["jpg"]) == "扫描件.JPEG"
    with pytest.raises(ValueError, match=r"\.exe"):
        fitting("扫描件.jpg.exe", KINDS["jpg"])
