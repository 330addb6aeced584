"""The inbox: what waits, what was done, what is watched; nothing that cannot be acted on; as many queries however long."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gongkai.law.lamps import Light
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor
from gongkai.signoff import actions, queries
from gongkai.signoff.actions import Refused
from gongkai.signoff.models import Turn
from gongkai.signoff.queries import Which
from tests.signoff.office import (
    MONDAY,
    NOON,
    Office,
    actor,
    agree,
    another,
    digest,
    duty,
    later,
    office,
    pass_all,
    send,
    send_back,
    standing_in,
    user,
)

pytestmark = pytest.mark.django_db
THURSDAY, FRIDAY = date(2026, 3, 5), date(2026, 3, 6)


def todo(viewer: Actor, on: date = MONDAY) -> list[tuple[int, str]]:
    return [(row.round_id, row.step) for row in queries.inbox(viewer, on=on).rows]


def supervisor(*offices: Office) -> Actor:
    return actor(user("gongkaiban"), duty(Role.SUPERVISOR, *(each.agency.pk for each in offices)))


def test_a_turn_is_in_the_inbox_of_its_role_at_its_agency_alone() -> None:
    a, b = office("a"), office("b")
    sent = send(a)
    waiting = {(who.username, step) for at in (a, b) for who in at.people.values() for _, step in todo(who)}
    assert waiting == {("a-secrecy_reviewer", "secrecy"), ("a-legal_reviewer", "legal")}
    pass_all(sent, a, ["secrecy", "legal"])
    assert todo(a[Role.OFFICE_HEAD]) == [(sent, "office")]
    assert todo(a[Role.SECRECY_REVIEWER]) == []
    send_back(sent, "office", a[Role.OFFICE_HEAD])
    assert todo(a.handler) == [(sent, "draft")]
    assert todo(another(a, Role.HANDLER)) == []


def test_what_somebody_cannot_act_on_is_not_listed() -> None:
    """The list says what the action says, for whoever has a part already and for their deputies."""
    a = office()
    drafter = standing_in(another(a, Role.HANDLER), Role.SECRECY_REVIEWER, a, for_=a[Role.SECRECY_REVIEWER])
    sent = send(a, by=drafter)
    agree(sent, "legal", a[Role.LEGAL_REVIEWER])
    deputy = standing_in(another(a, Role.COUNTER_CLERK, "b"), Role.SECRECY_REVIEWER, a, for_=drafter)
    other = standing_in(
        another(a, Role.COUNTER_CLERK, "c"), Role.SECRECY_REVIEWER, a, for_=a[Role.SECRECY_REVIEWER]
    )
    for viewer in (drafter, deputy):
        assert todo(viewer) == []
        assert queries.counts(viewer, on=MONDAY).todo == 0
        with pytest.raises(Refused):
            agree(sent, "secrecy", viewer)
    assert todo(other) == [(sent, "secrecy")]
    agree(sent, "secrecy", other)
    assert todo(standing_in(other, Role.OFFICE_HEAD, a, for_=a[Role.OFFICE_HEAD])) == []


def test_a_row_says_what_it_is_and_by_when() -> None:
    a = office()
    sent = send(a, subject="trial:7")
    [row] = queries.inbox(a[Role.LEGAL_REVIEWER], on=MONDAY).rows
    assert (row.round_id, row.subject, row.thing_id, row.kind_label) == (sent, "trial:7", "7", "试件")
    assert (row.agency, row.step_title, row.since, row.drafter) == (
        "云岭县a局",
        "法制审核",
        NOON,
        a.handler.name,
    )
    assert (str(row.due_on), row.left, row.lamp) == ("2026-03-04", 2, Light.YELLOW)
    [late] = queries.inbox(a[Role.LEGAL_REVIEWER], on=FRIDAY).rows
    assert (late.left, late.lamp) == (-2, Light.RED)


def test_urgent_and_nearest_come_first() -> None:
    a = office()
    plain, urgent, late = send(a), send(a, urgent_because="汛情"), send(a)
    Turn.objects.filter(round=late).update(due_on=date(2026, 2, 27))
    rows = queries.inbox(a[Role.SECRECY_REVIEWER], on=MONDAY).rows
    assert [row.round_id for row in rows] == [urgent, late, plain]
    assert [bool(row.urgent_because) for row in rows] == [True, False, False]


def test_pages_and_kinds() -> None:
    a = office()
    sent = [send(a) for _ in range(5)]
    reviewer = a[Role.SECRECY_REVIEWER]
    page = queries.inbox(reviewer, on=MONDAY, page=2, size=2)
    assert ([row.round_id for row in page.rows], page.total, page.number, page.pages) == (sent[2:4], 5, 2, 3)
    assert queries.inbox(reviewer, on=MONDAY, page=99, size=2).number == 3
    assert queries.inbox(reviewer, on=MONDAY, page=-1, size=2).number == 1
    assert queries.inbox(reviewer, on=MONDAY, kind="trial").total == 5
    assert queries.inbox(reviewer, on=MONDAY, kind="poem") == queries.Page((), 0, 1, 1)


def test_done_lists_each_thing_once_with_where_it_is_now() -> None:
    a = office()
    sent, other = send(a), send(a)
    agree(sent, "secrecy", a[Role.SECRECY_REVIEWER], hours=1)
    agree(other, "secrecy", a[Role.SECRECY_REVIEWER], hours=2)
    agree(sent, "legal", a[Role.LEGAL_REVIEWER], hours=3)
    send_back(sent, "office", a[Role.OFFICE_HEAD], "secrecy", hours=4)
    agree(sent, "secrecy", a[Role.SECRECY_REVIEWER], hours=5)
    rows = queries.inbox(a[Role.SECRECY_REVIEWER], Which.DONE, on=MONDAY).rows
    assert [(row.round_id, row.said, row.step_title, row.since, row.now) for row in rows] == [
        (sent, "拟同意", "保密审查", later(5), "办公室主任审核"),
        (other, "拟同意", "保密审查", later(2), "法制审核"),
    ]
    agree(sent, "office", a[Role.OFFICE_HEAD], hours=6)
    agree(sent, "signature", a[Role.LEADER], hours=7)
    [mine, *_] = queries.inbox(a.handler, Which.DONE, on=MONDAY).rows
    assert {row.now for row in queries.inbox(a[Role.LEADER], Which.DONE, on=MONDAY).rows} == {"审签完成"}
    assert mine.said == "送审"


def test_watch_lists_what_is_late_or_urgent_in_reach() -> None:
    a, b, c = office("a"), office("b"), office("c")
    late, urgent = send(a), send(b, urgent_because="汛情")
    send(c, urgent_because="汛情")
    office_of_both = supervisor(a, b)

    def watched(viewer: Actor, on: date) -> list[tuple[int, str]]:
        return [(row.round_id, row.step) for row in queries.inbox(viewer, Which.WATCH, on=on).rows]

    assert watched(office_of_both, MONDAY) == [(urgent, "secrecy")]
    assert watched(office_of_both, THURSDAY) == [(urgent, "secrecy"), (late, "secrecy"), (late, "legal")]
    assert queries.counts(office_of_both, on=THURSDAY) == queries.Counts(todo=0, overdue=0, watch=3)
    assert watched(a[Role.OFFICE_HEAD], THURSDAY) == [(late, "secrecy"), (late, "legal")]
    for role in set(Role) - {Role.OFFICE_HEAD, Role.SUPERVISOR}:
        assert watched(a[role], THURSDAY) == []


def test_urgent_path_leaves_out_what_may_be_and_is_reported_after_the_end_too() -> None:
    a, b = office("a"), office("b")
    sent = send(a, urgent_because="  防汛紧急通知 ")
    assert todo(a[Role.LEGAL_REVIEWER]) == []
    pass_all(sent, a, ["secrecy", "signature"])
    [report] = queries.urgent_rounds(supervisor(a, b), first=MONDAY, last=MONDAY)
    assert (report.id, report.urgent_because, report.approved) == (sent, "防汛紧急通知", True)
    assert queries.urgent_rounds(supervisor_elsewhere(b), first=MONDAY, last=MONDAY) == []
    assert queries.urgent_rounds(a.handler, first=MONDAY, last=MONDAY) == []


def supervisor_elsewhere(at: Office) -> Actor:
    return actor(user("bieban"), duty(Role.SUPERVISOR, at.agency.pk))


def test_reminded_once_a_day_and_marked() -> None:
    a = office()
    sent = send(a)
    actions.remind(round_id=sent, by=a.handler, at=later(1), text="请尽快")
    with pytest.raises(Refused, match="今天已经催办"):
        actions.remind(round_id=sent, by=a[Role.LEADER], at=later(2))
    actions.remind(round_id=sent, by=a[Role.LEADER], at=later(24))
    [row] = queries.inbox(a[Role.SECRECY_REVIEWER], on=MONDAY).rows
    assert row.reminded


def test_who_has_no_account_has_no_inbox() -> None:
    a = office()
    send(a)
    nobody = replace(a[Role.SECRECY_REVIEWER], user_id=None)
    for viewer in (OPERATOR, nobody):
        for which in Which:
            assert queries.inbox(viewer, which, on=THURSDAY).total == 0
        assert queries.counts(viewer, on=THURSDAY) == queries.Counts(0, 0, 0)


@pytest.mark.parametrize("things", [1, 3, 60])
def test_as_many_queries_however_many_things(things: int) -> None:
    """Every read of the inbox and of a round, with things of all states about."""
    a, b = office("a"), office("b")
    send(b, urgent_because="汛情")
    for number in range(things):
        sent = send(a, subject=f"trial:{number + 1000}")
        if number % 2 == 0:
            agree(sent, "secrecy", a[Role.SECRECY_REVIEWER])
    viewer = standing_in(supervisor(a, b), Role.LEGAL_REVIEWER, a, for_=a[Role.LEGAL_REVIEWER])
    reviewer = a[Role.SECRECY_REVIEWER]
    reads: dict[str, Callable[[], object]] = {
        "todo": lambda: queries.inbox(viewer, Which.TODO, on=THURSDAY, size=50),
        "watch": lambda: queries.inbox(viewer, Which.WATCH, on=THURSDAY, size=50),
        "done": lambda: queries.inbox(reviewer, Which.DONE, on=THURSDAY, size=50),
        "counts": lambda: queries.counts(viewer, on=THURSDAY),
        "round_of": lambda: queries.round_of("trial:1000"),
        "approved": lambda: queries.approved("trial:1000", digest()),
        "urgent": lambda: queries.urgent_rounds(viewer, first=MONDAY, last=MONDAY),
        "history": lambda: queries.history(sent, viewer),
        "options": lambda: queries.options(sent, viewer),
    }
    taken = {}
    for name, read in reads.items():
        with CaptureQueriesContext(connection) as captured:
            read()
        taken[name] = len(captured)
    assert taken == {
        "todo": 2,
        "watch": 2,
        "done": 4,
        "counts": 1,
        "round_of": 2,
        "approved": 1,
        "urgent": 2,
        "history": 6,
        "options": 7,
    }
