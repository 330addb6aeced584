"""How letters stand on their pages: short ones on one, no signature alone, nothing torn apart at the end of a line."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import pairwise

import pdfplumber
import pytest

from gongkai.documents.letters import letter as letters
from gongkai.documents.letters.templates import template, templates
from gongkai.documents.paper.measures import LEFT, PITCH, RIGHT, SIZE, TEXT, TIGHTEST, TOP
from gongkai.documents.paper.pdf import pdf
from tests.documents.letters.samples import FACTS, LETTERHEAD, MADE_AT, printed, sample
from tests.documents.paper.samples import squeezed, text_of_pdf

LETTERS = [kind for kind in templates() if template(kind).sheet is None]
POINTS = 72 / 25.4
LONG = {
    *("reply_partial", "fee_notice", "third_party_letter", "comaker_letter", "correction_notice"),
    *("deny_third_party", "deny_case_file"),
}
"""What has too much to say for one page."""
NEVER_FIRST = "，。；：、？！）》〕”’"
NEVER_LAST = "（《〔“‘"

Lines = list[tuple[float, str, float, float]]


def lines_of(data: bytes) -> list[Lines]:
    """The lines in the size of the body, by pages: the height of each above the foot of the page, its text, its left and right end."""
    with pdfplumber.open(BytesIO(data)) as document:
        return [list(_lines(page.chars)) for page in document.pages]


def _lines(chars: list[dict[str, float]]) -> Iterator[tuple[float, str, float, float]]:
    found: dict[float, list[dict[str, float]]] = {}
    for each in chars:
        if abs(each["size"] - SIZE) < 0.1:
            found.setdefault(round(each["matrix"][5], 1), []).append(each)  # type: ignore[index]  # a matrix
    for height in sorted(found, reverse=True):
        line = sorted(found[height], key=lambda each: each["x0"])
        text = "".join(str(each["text"]) for each in line)
        yield height, text, line[0]["x0"], line[-1]["x1"]


@cache
def lines(kind: str) -> list[Lines]:
    """Those of the sample of a kind, without the form that is attached to it."""
    pages = lines_of(printed(kind))
    return pages[:-1] if template(kind).annex else pages


def pitches(page: Lines) -> list[float]:
    """From line to line; gaps are left out."""
    heights = [line[0] for line in page]
    return [one - two for one, two in pairwise(heights) if one - two < PITCH * 1.2]


@pytest.mark.parametrize("kind", LETTERS)
def test_short_letters_stand_on_one_page(kind: str) -> None:
    assert len(lines(kind)) == (2 if kind in LONG else 1)


@pytest.mark.parametrize("kind", LETTERS)
def test_lines_come_closer_only_where_that_saves_a_page(kind: str) -> None:
    """22 lines to a page; where seal and date find no room, closer lines, until the page is full. No more than that."""
    pages = lines(kind)
    found = [pitch for page in pages for pitch in pitches(page)]
    assert max(found) - min(found) < 0.3  # the same on the whole page
    pitch = sum(found) / len(found)
    if len(pages) > 1:
        assert pitch == pytest.approx(PITCH, abs=0.1)
        return
    assert TIGHTEST - 0.1 <= pitch <= PITCH + 0.1
    if pitch < PITCH - 0.1:
        foot = (297 - TOP - TEXT[1]) * POINTS
        last = pages[0][-1][0] - 0.12 * SIZE
        assert foot - 0.1 <= last < foot + 0.5


@pytest.mark.parametrize("kind", LETTERS)
def test_no_page_holds_a_signature_alone(kind: str) -> None:
    last = [text for _, text, _, _ in lines(kind)[-1]]
    signed = last.index(LETTERHEAD.name)
    assert len(last[:signed]) >= 2
    assert last[signed + 1] == "2026年3月10日"


@pytest.mark.parametrize("kind", LETTERS)
def test_nothing_is_torn_apart_at_the_end_of_a_line(kind: str) -> None:
    for page in lines(kind):
        texts = [text for _, text, _, _ in page]
        assert all(text[0] not in NEVER_FIRST and text[-1] not in NEVER_LAST for text in texts)
        for one, two in pairwise(texts):
            assert not (re.search(r"\d$", one) and re.match(r"[\d年月日号个件条元份期]", two)), (one, two)
            assert not (re.search(r"\d月$", one) and re.match(r"\d+日", two)), (one, two)
            assert not (re.search(r"〕$", one) and re.match(r"\d+号", two)), (one, two)


@pytest.mark.parametrize("kind", LETTERS)
def test_lines_keep_to_the_text_area(kind: str) -> None:
    for page in lines(kind):
        for _, text, left, right in page:  # half of a bracket or stop at the edge is blank, and is left out
            inner = SIZE / 2 if text[0] in NEVER_LAST else 0
            outer = SIZE / 2 if text[-1] in NEVER_FIRST else 0
            assert left + inner > LEFT * POINTS - 0.5, text
            assert right - outer < (210 - RIGHT) * POINTS + 0.5, text


def test_one_line_more_and_the_letter_takes_two_pages_as_they_are() -> None:
    """What is too long even with the closest lines is not set closely, and the last paragraph goes with the signature."""
    body = [f"第{number}段，说明有关情况。" for number in range(1, 40)]
    objection = "如对本答复不服，可以自收到本答复之日起60日内向云岭县人民政府申请行政复议，或者自收到本答复之日起6个月内起诉。"
    counts = {}
    for many in range(5, 20):
        written = sample("not_exist", paragraphs=(*body[:many], objection))
        pages = lines_of(pdf(letters.paper(written, MADE_AT)))
        counts[many] = len(pages)
        found = [pitch for page in pages for pitch in pitches(page)]
        if len(pages) == 2:
            assert min(found) == pytest.approx(PITCH, abs=0.11)
            assert any(text.startswith("如对本答复") for _, text, _, _ in pages[1])
    assert sorted(counts.values()) == list(counts.values())
    assert set(counts.values()) == {1, 2}


@pytest.mark.parametrize(
    "endless", ["A" * 150, "https://xxgk.example.cn/zwgk/t" + "0123456789" * 12 + ".html?id=" + "7" * 40]
)
def test_what_has_no_place_to_break_stays_within_the_edge(endless: str) -> None:
    data = pdf(letters.paper(sample("reply_already_public", facts={**FACTS, "route": endless}), MADE_AT))
    for page in lines_of(data):
        assert all(right < (210 - RIGHT) * POINTS + SIZE / 2 for _, _, _, right in page)
    assert endless in squeezed(text_of_pdf(data))  # and nothing was put in between


def test_what_is_not_kept_is_set_as_ever() -> None:
    """A citizen's copy of an item is not set closer."""
    paper = letters.paper(sample("deny_process"), MADE_AT)
    assert len(lines_of(pdf(paper))) == 1
    assert len(lines_of(pdf(replace(paper, kept=False)))) == 2


def test_an_attached_form_has_its_title_on_the_third_line() -> None:
    page = lines_of(printed("third_party_letter"))[-1]
    mark = next(height for height, text, _, _ in page if text == "附件")
    to = next(height for height, text, _, _ in page if text.startswith("致："))
    with pdfplumber.open(BytesIO(printed("third_party_letter"))) as document:
        title = next(each for each in document.pages[-1].chars if each["size"] > 20)
    assert title["size"] == pytest.approx(22)
    assert (mark - title["matrix"][5]) / PITCH == pytest.approx(2, abs=0.4)
    assert (title["matrix"][5] - to) / PITCH == pytest.approx(2, abs=0.4)
