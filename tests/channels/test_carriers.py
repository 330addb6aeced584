"""The register of carriers: what it asks of each kind, who keeps it, what closing means; what citizens see of it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.channels import actions
from gongkai.channels.actions import Details
from gongkai.channels.models import Carrier
from gongkai.channels.queries import CarrierKind, Filing, Group
from gongkai.channels.queries.carriers import Wanted, carriers, one_carrier, public_carriers
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.channels.world import HANDLER, NOON, OPENED, SUPERVISOR, TODAY, County, carrier, county, put

pytestmark = pytest.mark.django_db

WECHAT = Details("云岭发布", OPENED, account="yunling", office="办公室")
BOARD = Details("公开栏", OPENED, place="院内")


@pytest.fixture
def made() -> County:
    return county()


def enter(
    made: County, details: Details, kind: CarrierKind = CarrierKind.WECHAT, by: Actor | None = None
) -> int:
    return actions.enter_carrier(
        agency_id=made.xian.pk, kind=kind, details=details, by=by or made.person(), at=NOON
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "名称"),
        ({"account": ""}, "账号"),
        ({"office": ""}, "责任科室"),
        ({"opened_on": date(2026, 3, 3)}, "今天之后"),
        ({"address": "weixin"}, "网址"),
        ({"filing": Filing.FILED}, "备案日期"),
        ({"filing_no": "1号"}, "备案状态"),
        ({"filing": Filing.FILED, "filed_on": date(2026, 3, 3)}, "今天之后"),
        ({"name": "长" * 81}, "80"),
    ],
)
def test_what_an_account_needs(made: County, changes: dict[str, Any], words: str) -> None:
    with pytest.raises(Refused, match=words):
        enter(made, replace(WECHAT, **changes))
    assert not Carrier.objects.exists()


def test_what_a_place_needs(made: County) -> None:
    with pytest.raises(Refused, match="地点"):
        enter(made, replace(BOARD, place=""), CarrierKind.NOTICE_BOARD)
    enter(made, BOARD, CarrierKind.NOTICE_BOARD)


def test_same_kind_and_name_once_at_a_time(made: County) -> None:
    first = enter(made, WECHAT)
    with pytest.raises(Refused, match="同名"):
        enter(made, WECHAT)
    enter(made, WECHAT, CarrierKind.WEIBO)
    actions.close_carrier(carrier_id=first, on=TODAY, reason="整合", by=made.person(), at=NOON)
    second = enter(made, WECHAT)
    other = enter(made, replace(WECHAT, name="另一个"))
    with pytest.raises(Refused, match="同名"):
        actions.alter_carrier(carrier_id=other, details=WECHAT, by=made.person(), at=NOON)
    assert second != first


def test_changes_are_told_by_field(made: County) -> None:
    held, by = enter(made, WECHAT), made.person()
    filed = replace(WECHAT, filing=Filing.FILED, filing_no="1号", filed_on=date(2021, 1, 1))
    actions.alter_carrier(carrier_id=held, details=filed, by=by, at=NOON)
    actions.alter_carrier(carrier_id=held, details=filed, by=by, at=NOON)
    entry = LogEntry.objects.get(action="channels.alter_carrier")
    assert entry.details == {"fields": ["filed_on", "filing", "filing_no"]}


def test_life_of_a_carrier_holds_its_posts(made: County) -> None:
    held, by = enter(made, WECHAT), made.person()
    put(held, by, on=date(2026, 2, 1))
    with pytest.raises(Refused, match="不能在那之前"):
        actions.close_carrier(carrier_id=held, on=date(2026, 1, 31), reason="整合", by=by, at=NOON)
    late = replace(WECHAT, opened_on=date(2026, 2, 2))
    with pytest.raises(Refused, match="不能在那之后"):
        actions.alter_carrier(carrier_id=held, details=late, by=by, at=NOON)
    actions.close_carrier(carrier_id=held, on=date(2026, 2, 1), reason="整合", by=by, at=NOON)
    with pytest.raises(Refused, match="已经停用"):
        actions.close_carrier(carrier_id=held, on=date(2026, 2, 1), reason="整合", by=by, at=NOON)
    with pytest.raises(Refused, match="已经停用"):
        actions.alter_carrier(carrier_id=held, details=WECHAT, by=by, at=NOON)


def test_others_keep_nothing_and_see_nothing(made: County) -> None:
    held = enter(made, WECHAT)
    for person in (made.person(HANDLER), made.person(at=made.lin), made.person(at=made.ju)):
        with pytest.raises(PermissionDenied):
            enter(made, replace(WECHAT, name="别的"), by=person)
        with pytest.raises(PermissionDenied):
            actions.close_carrier(carrier_id=held, on=TODAY, reason="整合", by=person, at=NOON)
    assert one_carrier(made.person(at=made.lin), held) is None
    assert carriers(made.person(at=made.lin), Wanted()) == []
    below = carrier(made.ju)
    assert [row.id for row in carriers(made.person(SUPERVISOR), Wanted(state="all"))] == [below, held]


def test_list_tells_what_stands_there_and_what_is_not_filed(made: County) -> None:
    by, held = made.person(), enter(made, WECHAT)
    enter(made, BOARD, CarrierKind.NOTICE_BOARD)
    post = put(held, by)
    gone = put(held, by)
    actions.count(post_id=post, as_of=TODAY, counts=actions.Counts(reads=8), by=by, at=NOON)
    actions.take_back(post_id=gone, reason="误录", by=by, at=NOON)
    rows = {row.name: row for row in carriers(by, Wanted())}
    assert (rows["云岭发布"].posts, rows["云岭发布"].reads, rows["公开栏"].posts) == (1, 8, 0)
    assert [row.name for row in carriers(by, Wanted(unfiled=True))] == ["云岭发布"]


def test_citizens_see_accounts_and_places_that_are_open(made: County) -> None:
    enter(made, BOARD, CarrierKind.NOTICE_BOARD)
    closed = enter(made, WECHAT)
    enter(made, replace(WECHAT, name="云岭微博"), CarrierKind.WEIBO)
    enter(made, Details("县报", OPENED), CarrierKind.PAPER)
    actions.close_carrier(carrier_id=closed, on=date(2026, 3, 1), reason="整合", by=OPERATOR, at=NOON)
    assert [row.name for row in public_carriers(made.xian.pk, TODAY)] == ["云岭微博", "公开栏"]
    assert public_carriers(made.lin.pk, TODAY) == []


def test_every_kind_is_counted_in_one_channel_of_a_report() -> None:
    assert {kind.group for kind in CarrierKind} == set(Group)
    assert [kind.value for kind in CarrierKind if kind.group is Group.WECHAT] == ["wechat"]
    assert all(kind.label and kind.rank == at for at, kind in enumerate(CarrierKind))
    assert not [kind for kind in CarrierKind if kind.online and kind.hangs]
