"""When an approved text goes out, until when a public one is shown: who says so, what stays as it was, what is listed."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.models import Item, Stand, Why
from gongkai.publication.queries.items import State
from gongkai.publication.queries.schedule import DueRow, Filter, What, months, schedule, whole_schedule
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.models import LogEntry
from tests.publication.office import (
    HANDLER,
    HEAD,
    LEADER,
    OFFICER,
    approved,
    draft,
    edition,
    item_of,
    later,
    office,
    over,
    published,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db

APRIL = datetime(2026, 4, 1, 1, 0, tzinfo=UTC)
LAST = date(2026, 3, 20)
AFTER = datetime(2026, 3, 20, 16, tzinfo=UTC)  # midnight in China


@pytest.fixture
def at() -> Office:
    return office()


def time(edition_id: int, by: Actor, when: datetime | None = APRIL, until: date | None = None) -> None:
    actions.schedule(edition_id=edition_id, publish_after=when, expires_on=until, by=by, at=later(5))


def expire(item_id: int, by: Actor, on: date | None = LAST, because: str = "公示延长") -> None:
    actions.set_expiry(item_id=item_id, expires_on=on, because=because, by=by, at=later(6))


def held(item_id: int) -> Item:
    return Item.objects.get(pk=item_id)


def listed(viewer: Actor, **limits: object) -> list[DueRow]:
    return schedule(viewer, Filter(**limits), first=0, most=50)  # type: ignore[arg-type]


class TestSchedule:
    """The time of an edition."""

    def test_writers_propose_it_and_publishers_decide_it(self, at: Office) -> None:
        edition_id = draft(at)
        time(edition_id, at[HANDLER])
        sign_off(edition_id, at)
        for who in (HANDLER, LEADER):
            with pytest.raises(PermissionDenied):
                time(edition_id, at[who], None)
        time(edition_id, at[HEAD], None)
        assert edition(edition_id).publish_after is None

    def test_another_time_leaves_the_approval_as_it_is(self, at: Office) -> None:
        edition_id = approved(at)
        digest = edition(edition_id).digest
        time(edition_id, at[OFFICER])
        time(edition_id, at[OFFICER], datetime(2026, 4, 2, 1, 0, tzinfo=UTC))
        assert edition(edition_id).digest == digest
        assert listed(at[OFFICER])[0].state is State.APPROVED
        entry = LogEntry.objects.filter(action="publication.schedule").latest("seq")
        assert entry.details["before"]["publish_after"] == APRIL.isoformat()
        assert actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(7))

    def test_last_day_before_the_first_is_refused(self, at: Office) -> None:
        edition_id = draft(at)
        with pytest.raises(actions.Refused, match="早于发布的日期"):
            time(edition_id, at[HANDLER], until=date(2026, 3, 31))
        with pytest.raises(actions.Refused, match="已经过去"):
            time(edition_id, at[HANDLER], None, date(2026, 3, 1))

    def test_what_would_be_gone_at_once_does_not_go_out(self, at: Office) -> None:
        edition_id = approved(at)
        time(edition_id, at[OFFICER], None, date(2026, 3, 2))
        with pytest.raises(actions.Refused, match="展示期限已经过去"):
            actions.publish(edition_id=edition_id, by=at[OFFICER], at=AFTER)
        assert item_of(edition_id).stand == Stand.UNPUBLISHED


class TestExpiry:
    """The last day of what is public."""

    def test_it_is_set_moved_and_lifted_and_the_edition_stays(self, at: Office) -> None:
        item_id = published(at)
        expire(item_id, at[OFFICER])
        expire(item_id, at[HEAD], date(2026, 3, 25), "异议核实")
        actions.expire_due(at=AFTER)
        assert (held(item_id).stand, held(item_id).expires_on) == (Stand.PUBLIC, date(2026, 3, 25))
        assert edition(held(item_id).public_id or 0).expires_on is None
        expire(item_id, at[OFFICER], None, "长期有效")
        actions.expire_due(at=APRIL)
        assert held(item_id).stand == Stand.PUBLIC
        told = LogEntry.objects.filter(action="publication.set_expiry").order_by("seq")
        assert [(entry.reason, entry.details["before"]) for entry in told] == [
            ("公示延长", ""),
            ("异议核实", "2026-03-20"),
            ("长期有效", "2026-03-25"),
        ]

    def test_it_leaves_the_page_the_day_after(self, at: Office) -> None:
        item_id = published(at)
        expire(item_id, at[OFFICER], date(2026, 3, 2))
        actions.expire_due(at=later(10))
        assert held(item_id).stand == Stand.PUBLIC
        actions.expire_due(at=later(13))
        assert held(item_id).stand == Stand.EXPIRED
        with pytest.raises(actions.Refused, match="没有公开"):
            expire(item_id, at[OFFICER])

    @pytest.mark.parametrize("role", [HANDLER, LEADER])
    def test_only_by_those_who_publish(self, at: Office, role: Role) -> None:
        item_id = published(at)
        with pytest.raises(PermissionDenied):
            expire(item_id, at[role])
        with pytest.raises(PermissionDenied):
            expire(item_id, office("b")[OFFICER])
        expire(item_id, OPERATOR)

    def test_refused_in_the_past_and_without_a_reason(self, at: Office) -> None:
        item_id = published(at)
        with pytest.raises(actions.Refused, match="已经过去"):
            expire(item_id, at[OFFICER], date(2026, 3, 1))
        with pytest.raises(actions.Refused, match="理由"):
            expire(item_id, at[OFFICER], because=" ")
        with pytest.raises(actions.Refused, match="没有公开"):
            expire(item_of(draft(at)).pk, at[OFFICER])

    def test_next_edition_keeps_it_unless_that_says_otherwise(self, at: Office) -> None:
        item_id = published(at)
        expire(item_id, at[OFFICER])
        again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(7))
        assert edition(again).expires_on == LAST
        time(again, at[HANDLER], None)
        sign_off(again, at)
        actions.publish(edition_id=again, by=at[OFFICER], at=later(9))
        assert item_of(again).expires_on is None


class TestList:
    """What is to come, soonest first."""

    def test_editions_and_items_stand_among_each_other(self, at: Office) -> None:
        going, unsigned, leaving = approved(at), draft(at), published(at)
        time(going, at[OFFICER], until=date(2026, 5, 1))
        time(unsigned, at[HANDLER], datetime(2026, 3, 19, 16, 0, tzinfo=UTC))
        expire(leaving, at[OFFICER])
        rows = listed(at[OFFICER])
        assert [(row.what, row.on.isoformat(), row.state) for row in rows] == [
            (What.PUBLISH, "2026-03-20", State.DRAFT),
            (What.EXPIRE, "2026-03-20", None),
            (What.PUBLISH, "2026-04-01", State.APPROVED),
        ]
        assert rows[2].expires_on == date(2026, 5, 1)
        assert list(whole_schedule(at[OFFICER], Filter())) == rows
        assert months(at[OFFICER], Filter()) == {date(2026, 3, 1): 2, date(2026, 4, 1): 1}
        assert listed(at[OFFICER], month=date(2026, 3, 1)) == rows[:2]
        assert listed(at[OFFICER], month=date(2026, 12, 1)) == []
        assert listed(at[OFFICER], what=What.EXPIRE) == [rows[1]]
        assert months(at[OFFICER], Filter(what=What.PUBLISH)) == {date(2026, 3, 1): 1, date(2026, 4, 1): 1}
        assert schedule(at[OFFICER], Filter(), first=1, most=1) == [rows[1]]

    def test_months_are_those_of_china(self, at: Office) -> None:
        edition_id = draft(at)
        time(edition_id, at[HANDLER], datetime(2026, 3, 31, 16, 0, tzinfo=UTC))
        assert months(at[HANDLER], Filter()) == {date(2026, 4, 1): 1}
        assert [row.edition_id for row in listed(at[HANDLER], month=date(2026, 4, 1))] == [edition_id]
        assert listed(at[HANDLER], month=date(2026, 3, 1)) == []

    def test_what_is_no_longer_to_come_is_not_listed(self, at: Office) -> None:
        edition_id, item_id = approved(at), published(at)
        time(edition_id, at[OFFICER])
        expire(item_id, at[OFFICER])
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(8))
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="数据有误。", by=at[OFFICER], at=later(8))
        assert listed(at[OFFICER]) == []

    def test_of_others_nobody_sees_anything(self, at: Office) -> None:
        other = office("b")
        for each in (at, other):
            time(draft(each), each[HANDLER])
            expire(published(each), each[OFFICER])
        assert {row.agency_id for row in listed(at[OFFICER])} == {at.agency.pk}
        both = over(at, other)
        assert len(listed(both)) == 4
        assert {row.agency_id for row in listed(both, agency_id=other.agency.pk)} == {other.agency.pk}

    def test_as_many_queries_with_any_number(
        self, at: Office, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        for _ in range(4):
            time(draft(at), at[HANDLER])
        with django_assert_num_queries(2):
            assert len(listed(at[OFFICER])) == 4
        with django_assert_num_queries(2):
            months(at[OFFICER], Filter())
