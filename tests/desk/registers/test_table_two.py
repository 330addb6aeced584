"""Table two from the rows: every figure is as long as its list, withdrawn rows count, what nobody counted is blank."""

import re

import pytest
from django.urls import reverse

from tests.desk.registers.office import Office, text
from tests.desk.rolls import PENALTY, penalty

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
CELL = "t2.art20_6.admin_penalty.decisions_this_year"


def enter(made: Office, number: int, **changes: str) -> None:
    given = {"agency": made.xian.id, **penalty(number, **changes)}
    answer = made.officer.post(reverse("desk:registers_new", args=[PENALTY]), given)
    assert answer.status_code == 302, answer.content.decode()


def figure(page: str) -> tuple[str, str]:
    """What stands in the cell, and where it leads."""
    cell = page.partition(f'id="c-{CELL.replace(".", "-")}"')[2].partition("</td>")[0]
    link = re.search(r'<a href="([^"]*)">([^<]*)</a>', cell)
    if link:
        return link[2], link[1].replace("&amp;", "&")
    return re.sub("<[^>]*>", "", cell.partition(">")[2]), ""


def test_a_figure_leads_to_the_rows_that_it_counts(made: Office) -> None:
    address = reverse("desk:registers_table")
    assert figure(text(made.officer, address)) == ("", "")
    for number in (1, 2, 3):
        enter(made, number, open="否" if number == 3 else "是")
    many, behind = figure(text(made.officer, address))
    assert many == "3"
    found = text(made.officer, behind)
    assert all(f"虚构的违法行为{number}" in found for number in (1, 2, 3))
    assert figure(text(made.officer, f"{address}?year=2025"))[0] == "0"
    assert figure(text(made.supervisor, address))[0] == "3"
    below = f"{address}?agency={made.zhen.id}"
    assert figure(text(made.supervisor, below)) == ("", "")
    assert figure(text(made.township, address)) == ("", "")


def test_other_years_have_the_form_of_their_time(made: Office) -> None:
    enter(made, 1)
    page = text(made.officer, f"{reverse('desk:registers_table')}?year=2020")
    assert "2020年度报告表二" in page
    assert "上一年项目数量" in page
