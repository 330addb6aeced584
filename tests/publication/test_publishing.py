"""What is approved goes out: once, with its number, at the server's time; what is due goes out and leaves by itself."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.jobs import known
from gongkai.jobs.schedule import run_due
from gongkai.jobs.worker import do_next
from gongkai.law.duties.attribute import Attribute
from gongkai.law.roles import Role
from gongkai.publication import actions
from gongkai.publication.models import Edition, Item, Stand, Why, Withholding
from gongkai.publication.queries import public
from gongkai.publication.queries.mentions import where_used
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from gongkai.records.queries.chain import faults
from tests.publication.office import (
    HANDLER,
    HEAD,
    NOON,
    OFFICER,
    altered,
    approved,
    draft,
    edition,
    item_of,
    later,
    office,
    over,
    published,
    review,
    send,
    sign,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
PUBLISHERS = {Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR}
TOMORROW = NOON + timedelta(days=1)


def run_clock(now: datetime) -> None:
    """What `gongkai run-due` and a worker do at this moment."""
    known.load()
    run_due(at=now)
    work_off(now)


def work_off(now: datetime) -> None:
    while do_next(worker="甲", hold=timedelta(minutes=1), clock=lambda: now):
        pass


@pytest.fixture
def at() -> Office:
    return office()


def test_first_publication_gives_number_and_time(at: Office) -> None:
    edition_id = approved(at)
    assert actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5)) == "000014349/2026-00001"
    item = item_of(edition_id)
    assert (item.stand, item.index_no) == (Stand.PUBLIC, "000014349/2026-00001")
    assert item.published_at == item.first_published_at == edition(edition_id).published_at == later(5)
    assert item.public_id == edition_id
    found = public.item(item.index_no)
    assert isinstance(found, public.PublicItem)
    assert found.content.title == item.title
    assert list(faults()) == []


def test_new_edition_keeps_the_number(at: Office) -> None:
    item_id = published(at)
    again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
    actions.save(
        edition_id=again,
        revision=1,
        content=altered(edition(again), title="关于改过的虚构事项的通知"),
        by=at[HANDLER],
        at=later(7),
    )
    sign_off(again, at)
    assert actions.publish(edition_id=again, by=at[OFFICER], at=later(30)) == "000014349/2026-00001"
    item = Item.objects.get(pk=item_id)
    assert item.title == "关于改过的虚构事项的通知"
    assert (item.first_published_at, item.published_at) == (later(5), later(30))
    assert item.editions.filter(published_at__isnull=False).count() == 2


@pytest.mark.parametrize("role", list(Role), ids=str)
def test_some_roles_publish_and_only_for_their_agency(role: Role) -> None:
    at, other = office("a"), office("b")
    edition_id = approved(at)
    with pytest.raises(PermissionDenied):
        actions.publish(edition_id=edition_id, by=other[role], at=later(5))
    if role in PUBLISHERS:
        assert actions.publish(edition_id=edition_id, by=at[role], at=later(5))
    else:
        with pytest.raises(PermissionDenied):
            actions.publish(edition_id=edition_id, by=at[role], at=later(5))


def test_supervisor_publishes_for_bodies_below() -> None:
    above, below = office("a"), office("b")
    assert actions.publish(edition_id=approved(below), by=over(above, below), at=later(5))


def test_nothing_goes_out_without_every_step(at: Office) -> None:
    edition_id = draft(at)
    for step in (
        lambda: send(edition_id, at[HANDLER]),
        lambda: review(edition_id, at[Role.SECRECY_REVIEWER]),
        lambda: sign(edition_id, at),
    ):
        with pytest.raises(actions.Refused, match="没有完成审签"):
            actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
        step()
    assert actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))


def test_what_is_not_proactive_is_not_published(at: Office) -> None:
    edition_id = approved(
        at, attribute=Attribute.NOT_OPEN, grounds=("exempt_state_secret",), reasons="内容涉及国家秘密。"
    )
    with pytest.raises(actions.Refused, match="不是主动公开"):
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))


def test_text_changed_behind_the_actions_is_not_published(at: Office) -> None:
    edition_id = approved(at)
    Edition.objects.filter(pk=edition_id).update(body="<p>偷换</p>")
    with pytest.raises(actions.Refused, match="没有完成审签"):
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))


def test_agency_without_a_code_is_told_and_no_number_is_lost() -> None:
    at = office("z")
    edition_id = approved(at)
    with pytest.raises(actions.Refused, match="不能编定索引号"):
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    assert item_of(edition_id).stand == Stand.UNPUBLISHED


def test_twice_is_refused(at: Office) -> None:
    edition_id = approved(at)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    with pytest.raises(actions.Refused, match="已经办结"):
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(6))


def test_publishing_takes_few_queries(at: Office, django_capture_on_commit_callbacks: Any) -> None:
    """Ten, and four for the index. The first number of a year begins its series, with two more."""
    with django_capture_on_commit_callbacks(execute=True):
        published(at)
    edition_id = approved(at)
    with CaptureQueriesContext(connection) as asked:
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    work = [
        each["sql"]
        for each in asked
        if not each["sql"].startswith(("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT"))
    ]
    assert len(work) <= 14, "\n".join(work)


def test_the_same_number_of_queries_with_a_thousand_items(at: Office) -> None:
    one, other = approved(at), approved(at)
    with CaptureQueriesContext(connection) as first:
        actions.publish(edition_id=one, by=at[OFFICER], at=later(5))
    Item.objects.bulk_create(
        Item(agency=at.agency, title=f"第{number}件", touched_at=NOON) for number in range(1000)
    )
    with CaptureQueriesContext(connection) as second:
        actions.publish(edition_id=other, by=at[OFFICER], at=later(5))
    assert len(second) <= len(first)


def test_due_ones_go_out_by_themselves_and_once(at: Office) -> None:
    edition_id, unsigned = approved(at), draft(at)
    for each in (edition_id, unsigned):
        actions.schedule(
            edition_id=each, publish_after=TOMORROW, expires_on=None, by=at[OFFICER], at=later(5)
        )
    run_clock(TOMORROW - timedelta(minutes=5))
    assert item_of(edition_id).stand == Stand.UNPUBLISHED
    run_clock(TOMORROW)
    assert item_of(edition_id).published_at == TOMORROW
    run_clock(TOMORROW + timedelta(minutes=5))
    (entry,) = LogEntry.objects.filter(action="publication.publish")
    assert entry.actor == OPERATOR.username


def test_scheduling_is_no_part_of_what_is_approved(at: Office) -> None:
    edition_id = approved(at)
    with pytest.raises(actions.Refused, match="已经过去"):
        actions.schedule(
            edition_id=edition_id, publish_after=NOON, expires_on=None, by=at[OFFICER], at=later(5)
        )
    actions.schedule(
        edition_id=edition_id, publish_after=TOMORROW, expires_on=None, by=at[OFFICER], at=later(5)
    )
    assert actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(6))


def test_what_cannot_go_out_waits_for_a_person_and_holds_nobody_up(at: Office) -> None:
    changed, fine = approved(at), approved(at)
    for each in (changed, fine):
        actions.schedule(
            edition_id=each, publish_after=TOMORROW, expires_on=None, by=at[OFFICER], at=later(5)
        )
    Edition.objects.filter(pk=changed).update(body="<p>偷换</p>")
    run_clock(TOMORROW)
    assert item_of(fine).stand == Stand.PUBLIC
    assert item_of(changed).stand == Stand.UNPUBLISHED
    assert edition(changed).publish_after is None
    (entry,) = LogEntry.objects.filter(action="publication.not_published")
    assert "没有完成审签" in entry.reason
    run_clock(TOMORROW + timedelta(minutes=5))
    assert LogEntry.objects.filter(action="publication.not_published").count() == 1


def test_one_that_was_approved_late_goes_out_then(at: Office) -> None:
    edition_id = draft(at)
    actions.schedule(
        edition_id=edition_id, publish_after=TOMORROW, expires_on=None, by=at[OFFICER], at=later(5)
    )
    run_clock(TOMORROW)
    sign_off(edition_id, at)
    run_clock(TOMORROW + timedelta(minutes=5))
    assert item_of(edition_id).stand == Stand.PUBLIC


def test_one_that_a_person_published_meanwhile_is_left_alone(at: Office) -> None:
    edition_id = approved(at)
    actions.schedule(
        edition_id=edition_id, publish_after=TOMORROW, expires_on=None, by=at[OFFICER], at=later(5)
    )
    actions.publish_due(at=TOMORROW)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=TOMORROW)
    work_off(TOMORROW)
    assert item_of(edition_id).stand == Stand.PUBLIC
    assert not LogEntry.objects.filter(action="publication.not_published").exists()


def test_what_is_shown_until_a_day_leaves_after_it(at: Office) -> None:
    edition_id = approved(at)
    actions.schedule(
        edition_id=edition_id,
        publish_after=None,
        expires_on=date(2026, 3, 10),
        by=at[OFFICER],
        at=later(5),
    )
    index_no = actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    actions.expire_due(at=datetime(2026, 3, 10, 15, 59, tzinfo=UTC))
    assert item_of(edition_id).stand == Stand.PUBLIC
    midnight = datetime(2026, 3, 10, 16, tzinfo=UTC)
    actions.expire_due(at=midnight)
    assert item_of(edition_id).stand == Stand.EXPIRED
    found = public.item(index_no)
    assert isinstance(found, public.Notice)
    assert found.why == "到期下架"
    actions.expire_due(at=midnight)
    assert LogEntry.objects.filter(action="publication.expire").count() == 1


def test_public_text_that_names_another_is_where_it_is_used(at: Office) -> None:
    number = "云府发〔2026〕1号"
    first = published(at, document_no=number)
    second = published(at, body=f"<p>根据《通知》（{number}），现印发。</p>")
    assert [each.item_id for each in where_used(first)] == [second]
    assert where_used(second) == []


class TestWithheld:
    """What is not published is entered in the register."""

    def held(self, at: Office) -> int:
        return approved(
            at, attribute=Attribute.NOT_OPEN, grounds=("exempt_process",), reasons="属于过程性信息。"
        )

    def test_it_says_when_it_is_looked_at_again(self, at: Office) -> None:
        edition_id = self.held(at)
        number = actions.withhold(edition_id=edition_id, by=at[OFFICER], at=later(5))
        entry = Withholding.objects.get(pk=number)
        assert (entry.grounds, entry.decided_on) == (["exempt_process"], date(2026, 3, 2))
        assert entry.look_on > date(2026, 3, 2)
        assert item_of(edition_id).stand == Stand.WITHHELD
        assert item_of(edition_id).index_no == ""

    def test_only_by_publishers_and_only_what_is_approved(self, at: Office) -> None:
        edition_id, other = self.held(at), office("b")
        for stranger in (at[HANDLER], at[Role.LEADER], other[OFFICER]):
            with pytest.raises(PermissionDenied):
                actions.withhold(edition_id=edition_id, by=stranger, at=later(5))
        with pytest.raises(actions.Refused, match="没有完成审签"):
            actions.withhold(edition_id=draft(at), by=at[OFFICER], at=later(5))
        with pytest.raises(actions.Refused, match="是主动公开"):
            actions.withhold(edition_id=approved(at), by=at[HEAD], at=later(5))

    def test_what_is_public_is_withdrawn_first(self, at: Office) -> None:
        item_id = published(at)
        again = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(6))
        closed = {
            "attribute": Attribute.NOT_OPEN,
            "grounds": ("exempt_process",),
            "reasons": "属于过程性信息。",
        }
        content = altered(edition(again), **closed)
        actions.save(edition_id=again, revision=1, content=content, by=at[HANDLER], at=later(7))
        sign_off(again, at)
        with pytest.raises(actions.Refused, match="请先撤回"):
            actions.withhold(edition_id=again, by=at[OFFICER], at=later(8))
        actions.withdraw(item_id=item_id, why=Why.ERROR, told="内容有误。", by=at[OFFICER], at=later(9))
        assert actions.withhold(edition_id=again, by=at[OFFICER], at=later(10))
        found = public.item(Item.objects.get(pk=item_id).index_no)
        assert isinstance(found, public.Notice), "the public still reads why it is gone"
