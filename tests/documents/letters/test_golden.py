"""Every page looks as it did when it was looked at; the measures of the standard hold to half a millimetre."""

from dataclasses import replace

import pypdfium2
import pytest
from PIL import Image, ImageChops

from gongkai.documents.letters import letter as letters
from gongkai.documents.paper.pdf import pdf
from tests.documents.letters import golden
from tests.documents.letters.samples import LETTERHEAD, MADE_AT, NAME, printed, sample
from tests.documents.paper.samples import pages, squeezed

MM = 300 / 25.4  # pixels


@pytest.mark.parametrize("name", [*golden.all_samples()])
def test_pages_are_as_reviewed(name: str) -> None:
    made, known = golden.pages(golden.file(name)), golden.reviewed(name)
    assert len(made) == len(known)
    drift = [golden.unlike(page, reviewed) for page, reviewed in zip(made, known, strict=True)]
    assert max(drift) <= golden.MOST_UNLIKE, drift


def test_comparison_sees_a_line_that_moves() -> None:
    page = golden.reviewed("receipt")[0].convert("L")
    moved = ImageChops.offset(page, 0, 3)
    assert golden.unlike(page, page) == 0
    assert golden.unlike(page, moved) > golden.MOST_UNLIKE * 5


def test_comparison_sees_a_character_that_changes() -> None:
    other = pdf(letters.paper(sample("receipt", addressee=NAME.replace("王珺", "欧阳")), MADE_AT))
    assert golden.unlike(golden.pages(other)[0], golden.reviewed("receipt")[0]) > 0


def test_no_page_is_reviewed_that_is_not_made() -> None:
    names = {path.stem.rsplit("-", 1)[0] for path in golden.FOLDER.glob("*.png")}
    assert names == {*golden.all_samples()}


def _red_rows(page: Image.Image) -> list[tuple[float, float]]:
    """Where red begins and ends, from the upper edge in mm."""
    red = page.convert("RGB").split()
    strong = ImageChops.subtract(red[0], red[1]).point(lambda value: 255 if value > 80 else 0)
    rows = [strong.crop((0, y, strong.width, y + 1)).getbbox() is not None for y in range(strong.height)]
    found: list[tuple[float, float]] = []
    start = None
    for y, there in enumerate([*rows, False]):
        if there and start is None:
            start = y
        elif not there and start is not None:
            found.append((start / MM, y / MM))
            start = None
    return found


def test_letter_form_has_the_measures_of_the_standard() -> None:
    document = pypdfium2.PdfDocument(printed("reply_partial"))
    first, second = (document[number].render(scale=300 / 72).to_pil() for number in (0, 1))
    document.close()
    name, thick, thin, lower_thin, lower_thick = _red_rows(first)
    assert name[0] == pytest.approx(30, abs=0.5)  # 发文机关标志上边缘至上页边
    assert thick[0] - name[1] == pytest.approx(4, abs=1)
    assert thick[1] - thick[0] > thin[1] - thin[0]
    assert lower_thin[1] - lower_thin[0] < lower_thick[1] - lower_thick[0]
    assert 297 - lower_thick[1] == pytest.approx(20, abs=0.7)
    assert _red_rows(second) == []
    across = first.crop((0, int(thick[0] * MM), first.width, int(thick[1] * MM) + 1)).convert("L")
    box = across.point(lambda value: 255 if value < 200 else 0).getbbox()
    assert box is not None
    assert (box[2] - box[0]) / MM == pytest.approx(170, abs=0.5)


def test_first_page_of_a_letter_has_no_number() -> None:
    first, second = map(squeezed, pages(printed("reply_partial")))
    assert "—1—" not in first
    assert "—2—" in second


def test_long_names_shrink_to_one_line() -> None:
    long = replace(LETTERHEAD, name="云岭县农村生活污水治理和人居环境整治工作领导小组办公室")
    document = pypdfium2.PdfDocument(pdf(letters.paper(sample("receipt", letterhead=long), MADE_AT)))
    rows = _red_rows(document[0].render(scale=300 / 72).to_pil())
    document.close()
    assert len(rows) == 5
    assert rows[0][1] - rows[0][0] < 8
