"""What went to the applicant by e-mail stands on the page of the case, masked; a case is found by its number in any case."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.actions.reminding import remind_each, to_urge
from gongkai.applications.queries.mailed import mailed
from gongkai.records.access import OPERATOR
from gongkai.records.actions.numbers import set_pattern
from gongkai.records.models import Fate, Message
from tests.applications.office import HANDLER, NOON, OFFICER, Office, after, application, confirmed, submitted
from tests.desk.case_pages import at_the_desk, read, staffed, tidy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path
    return staffed()


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        (Fate.WAITING, "等待发送"),
        (Fate.SENT, "已发送"),
        (Fate.REFUSED, "收件地址被拒绝"),
        (Fate.UNSENT, "未发送：没有设置邮件服务器"),
    ],
)
def test_each_message_says_when_it_went_and_what_became_of_it(at: Office, fate: Fate, words: str) -> None:
    one = confirmed(at)
    ended = None if fate is Fate.WAITING else NOON + timedelta(minutes=7)
    Message.objects.filter(key__contains="confirmed").update(fate=fate, ended_at=ended)
    page = tidy(read(at_the_desk(at, OFFICER), "application", one)).partition("发给申请人的邮件")[2]
    assert "已确认收到" in page
    assert words in page
    assert "zhou@" not in page
    assert ("12:07" in page) == (ended is not None)


def test_nothing_stands_there_where_nothing_was_written(at: Office) -> None:
    one = confirmed(at, email="")
    assert "发给申请人的邮件" not in read(at_the_desk(at, OFFICER), "application", one)


def test_what_urges_officers_is_not_among_them(at: Office) -> None:
    one = confirmed(at)
    before = mailed(at[OFFICER], one)
    later = after(18)
    remind_each(at=later, prepared=to_urge(at=later))
    assert [row.key for row in mailed(at[OFFICER], one)] == [row.key for row in before]
    assert len(before) == 2


def test_whoever_does_not_see_the_case_sees_no_mail(at: Office) -> None:
    one = confirmed(at)
    assert mailed(at[HANDLER], one) == []
    assert mailed(staffed("b")[OFFICER], one) == []


def test_a_number_with_small_letters_is_found_however_it_is_typed(at: Office) -> None:
    set_pattern(
        "application_no",
        agency_id=at.agency.pk,
        from_year=2026,
        text="Ysq-{year}-{n:04}",
        parts={},
        by=OPERATOR,
        at=NOON,
    )
    receipt = submitted(at)
    other = submitted(at)
    client = at_the_desk(at, OFFICER)
    for typed in (receipt.number, receipt.number.lower(), receipt.number.upper()):
        page = client.get(reverse("desk:applications"), {"tab": "all", "q": typed}).content.decode()
        assert reverse("desk:application", args=[receipt.application_id]) in page
        assert reverse("desk:application", args=[other.application_id]) not in page
    assert application(receipt.application_id).number == "Ysq-2026-0001"
    assert actions.citizens.find(receipt.number.upper(), receipt.code) == receipt.application_id
