"""Texts are written version by version; of two people who began with the same text none overwrites the other."""

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.annual_reports.actions import Overtaken, Refused, set_by_hand
from gongkai.annual_reports.models import SectionText
from gongkai.annual_reports.queries.drafted import draft
from gongkai.annual_reports.queries.texts import earlier_texts, newest_text
from gongkai.law.roles import Role
from tests.annual_reports.county import MORNING, County, compiled, made, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> County:
    return made()


def test_of_two_editors_the_second_is_told_what_stands_there(at: County) -> None:
    working_id = compiled(at)
    write(at, working_id, "ov_platform", "甲写的。")
    with pytest.raises(Overtaken, match="还没有保存") as refusal:
        write(at, working_id, "ov_platform", "乙写的。", 0, by=at[Role.OFFICE_HEAD])
    assert refusal.value.now.text == "甲写的。"
    assert write(at, working_id, "ov_platform", "甲写的。乙写的。", 1, by=at[Role.OFFICE_HEAD]) == 2
    assert [row.text for row in earlier_texts(working_id, "ov_platform")] == ["甲写的。乙写的。", "甲写的。"]


def test_the_same_text_again_adds_nothing(at: County) -> None:
    working_id = compiled(at)
    write(at, working_id, "s6_other", "无。 \r\n")
    assert write(at, working_id, "s6_other", "无。", 1) == 1
    assert SectionText.objects.count() == 1


def test_numbers_follow_the_tables(at: County) -> None:
    """A token shows the figure of the moment: who changes the table changes the text."""
    working_id = compiled(at)
    write(at, working_id, "s4_review_litigation", "行政复议{{t4.review}}件。")
    before = draft(working_id)
    assert before is not None
    assert before.filled["s4_review_litigation"].text == "行政复议0件。"
    cell = "t4.review.upheld"
    set_by_hand(working_id, {cell: 2}, reason="补录", source="复议机构", by=at.officer, at=MORNING)
    after = draft(working_id)
    assert after is not None
    assert after.filled["s4_review_litigation"].text == "行政复议2件。"
    assert newest_text(working_id, "s4_review_litigation").text == "行政复议{{t4.review}}件。"


def test_only_parts_of_the_form_by_those_who_write(at: County) -> None:
    working_id = compiled(at)
    with pytest.raises(Refused, match="没有这一部分"):
        write(at, working_id, "s7_extra", "附件。")
    with pytest.raises(Refused, match="不能超过"):
        write(at, working_id, "s6_other", "长" * 20_001)
    with pytest.raises(PermissionDenied):
        write(at, working_id, "s6_other", "无。", by=at[Role.LEADER])
