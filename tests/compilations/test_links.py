"""Outside addresses in public topics are asked once in a month, and again what did not open; the desk says so."""

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from gongkai.compilations import actions
from gongkai.compilations.actions.links import look_over_links
from gongkai.compilations.queries import topics
from gongkai.compilations.queries.kinds import Origin
from gongkai.guard.http.outward import Outcome
from gongkai.publication.models import OutsideAddress
from tests.compilations.composed import EARLIER, LATER, section_of, topic
from tests.publication.office import HANDLER, OFFICER, office

pytestmark = pytest.mark.django_db

ADDRESS = "https://www.gov.cn/zhengce/1.htm#duan2"


def put_out(*, opened: bool = True) -> int:
    a = office()
    made = topic(a)
    actions.put_in_address(
        topic_id=made,
        section_id=section_of(made),
        title="国家的意见（虚构）",
        address=ADDRESS,
        origin=Origin.NATION,
        by=a[HANDLER],
        at=EARLIER,
    )
    if opened:
        actions.open_topic(topic_id=made, by=a[OFFICER], at=LATER)
    OutsideAddress.objects.update(wanted_at=None, asked_at=EARLIER, outcome=Outcome.OPENS)
    return made


def wanted() -> list[str]:
    return list(OutsideAddress.objects.filter(wanted_at__isnull=False).values_list("address", flat=True))


@pytest.mark.parametrize(("days", "asked"), [(20, False), (30, True)])
def test_each_is_asked_once_in_a_month(settings: Settings, days: int, asked: bool) -> None:
    settings.CHECK_LINKS = True
    put_out()
    look_over_links(at=EARLIER + timedelta(days=days))
    assert bool(wanted()) is asked
    assert not asked or wanted() == [ADDRESS.partition("#")[0]]


@pytest.mark.parametrize(("days", "asked"), [(3, False), (8, True)])
def test_what_did_not_open_is_asked_again_after_a_week(settings: Settings, days: int, asked: bool) -> None:
    settings.CHECK_LINKS = True
    put_out()
    OutsideAddress.objects.update(outcome=Outcome.GONE, status=404)
    look_over_links(at=EARLIER + timedelta(days=days))
    assert bool(wanted()) is asked


@pytest.mark.parametrize(("on", "opened"), [(False, True), (True, False)])
def test_nothing_is_asked_where_it_is_off_or_nobody_sees_the_topic(
    settings: Settings, on: bool, opened: bool
) -> None:
    settings.CHECK_LINKS = on
    put_out(opened=opened)
    look_over_links(at=EARLIER + timedelta(days=60))
    assert wanted() == []


def test_desk_says_what_does_not_open() -> None:
    a = office("b")
    made = topic(a)
    given: dict[str, Any] = {"title": "国家的意见（虚构）", "address": ADDRESS, "origin": Origin.NATION}
    actions.put_in_address(topic_id=made, section_id=section_of(made), by=a[HANDLER], at=EARLIER, **given)
    OutsideAddress.objects.update(outcome=Outcome.GONE, status=404, asked_at=EARLIER)
    found = topics.topic(made, a[OFFICER])
    assert found is not None
    assert [place.dead for place in found.dead] == ["页面不存在（404）"]
