"""Examinations are kept once a day and for each order; findings open and end; those who keep an agency hear of what is near."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django_tasks_db.models import DBTaskResult

from gongkai.accounts.models import User
from gongkai.agencies.models import Agency, Membership
from gongkai.jobs.schedule import SCHEDULE
from gongkai.law.inspection.indicators import Measure
from gongkai.law.inspection.settings import NotOpen
from gongkai.law.inspection.verdict import Outcome
from gongkai.law.lamps import Light
from gongkai.law.roles import Role
from gongkai.publication.models import ColumnKind
from gongkai.records.access import OPERATOR
from gongkai.records.actions.jobs import JOBS
from gongkai.records.models import LogEntry, Message
from gongkai.supervision import actions
from gongkai.supervision.actions import examining
from gongkai.supervision.actions.examining import ASKED, DAILY, examine, examine_ordered
from gongkai.supervision.actions.reminding import remind_each, to_remind
from gongkai.supervision.models import Examination, Finding
from gongkai.supervision.queries import examining as reading
from gongkai.supervision.queries.settings import settings as own_settings
from gongkai.supervision.queries.shown import before, board, health, newest, progress
from tests.channels.world import HANDLER, OFFICER, SUPERVISOR, County, column
from tests.supervision.world import NOON, TODAY, keep, open_keys, put_out, sound

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> County:
    return sound()


def nightly(at: datetime = NOON, after: int = 0) -> None:
    examine(at=at, prepared=examining._look(at=at, after=after), after=after)


def ordered(order_id: int, turn: int = 0) -> None:
    page = examining._look_ordered(at=NOON, order_id=order_id, turn=turn)
    examine_ordered(at=NOON, prepared=page, order_id=order_id, turn=turn)


def queued(task: str) -> int:
    return DBTaskResult.objects.filter(task_path=task).count()


def test_a_finding_opens_is_kept_and_ends(made: County) -> None:
    bare = column("kong", ColumnKind.STATUTORY)
    keep(made.xian)
    keep(made.xian, on=TODAY + timedelta(days=1))
    (one,) = Finding.objects.filter(agency=made.xian)
    assert (one.key, one.first_on, one.gone_on) == (f"column:{bare.pk}", TODAY, None)
    put_out(made.xian, bare)
    keep(made.xian, on=TODAY + timedelta(days=2))
    one.refresh_from_db()
    assert one.gone_on == TODAY + timedelta(days=2)
    assert open_keys(made.xian) == []


def test_a_fault_that_comes_back_is_a_new_finding(made: County) -> None:
    bare = column("kong", ColumnKind.STATUTORY)
    keep(made.xian)
    item = put_out(made.xian, bare)
    keep(made.xian, on=TODAY + timedelta(days=1))
    item.stand = "withdrawn"
    item.save()
    keep(made.xian, on=TODAY + timedelta(days=2))
    days = Finding.objects.filter(agency=made.xian).order_by("pk").values_list("first_on", "gone_on")
    assert list(days) == [(TODAY, TODAY + timedelta(days=1)), (TODAY + timedelta(days=2), None)]


def test_every_agency_is_examined_once_a_night(made: County) -> None:
    Agency.objects.filter(pk=made.lin.pk).update(ends_on=TODAY - timedelta(days=1))
    nightly()
    nightly()
    kept = Examination.objects.values_list("agency", "on")
    assert sorted(kept) == sorted((one.pk, TODAY) for one in (made.xian, made.ju))
    assert queued(DAILY) == 0


@pytest.mark.usefixtures("made")
def test_a_night_goes_on_page_by_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(examining, "PAGE", 2)
    monkeypatch.setattr(reading, "PAGE", 2)
    nightly()
    assert (Examination.objects.count(), queued(DAILY)) == (2, 1)
    told = DBTaskResult.objects.get(task_path=DAILY).args_kwargs["kwargs"]
    nightly(after=told["after"])
    assert Examination.objects.count() == 3


@pytest.mark.usefixtures("made")
def test_an_examination_that_another_worker_kept_meanwhile_stays() -> None:
    page = examining._look(at=NOON)
    examine(at=NOON, prepared=page)
    examine(at=NOON, prepared=page)
    assert Examination.objects.count() == 3


def test_only_so_many_findings_are_kept_and_all_are_counted(
    made: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "KEPT", 2)
    items = [put_out(made.xian, None, summary="") for _ in range(3)]
    keep(made.xian)
    assert open_keys(made.xian) == [("metadata_missing", f"item:{one.pk}") for one in items[:2]]
    (row,) = newest([made.xian.pk])
    assert (row.faults, row.counts) == (3, {Measure.METADATA_MISSING: 3})
    (group,) = health(made.xian.pk, TODAY).groups
    assert (group.many, len(group.rows)) == (3, 2)
    assert items[0].public is not None
    items[0].public.summary = "概述"
    items[0].public.save()
    keep(made.xian, on=TODAY + timedelta(days=1))
    assert open_keys(made.xian) == [("metadata_missing", f"item:{one.pk}") for one in items[1:]]


def test_somebody_who_keeps_the_agency_has_it_examined_at_once(made: County) -> None:
    keep(made.ju)
    officer = made.person(OFFICER, made.ju)
    number = actions.order(agency_ids=[made.ju.pk], by=officer, at=NOON)
    assert (queued(ASKED), LogEntry.objects.filter(action="supervision.order").count()) == (1, 1)
    now = progress([made.ju.pk])
    assert now is not None
    assert (now.done, now.wanted, now.over) == (0, 1, False)
    ordered(number)
    ordered(number, turn=1)
    now = progress([made.ju.pk])
    assert now is not None
    assert now.over
    assert Examination.objects.filter(agency=made.ju).count() == 2
    assert progress([made.xian.pk]) is None


def test_a_supervisor_has_those_below_examined_page_by_page(
    made: County, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(examining, "PAGE", 1)
    monkeypatch.setattr(reading, "PAGE", 1)
    supervisor = made.person(SUPERVISOR)
    number = actions.order(agency_ids=[made.xian.pk, made.ju.pk], by=supervisor, at=NOON)
    ordered(number)
    now = progress([made.xian.pk, made.ju.pk])
    assert now is not None
    assert (now.done, queued(ASKED)) == (1, 2)
    ordered(number, turn=1)
    assert [row.slug for row in board(supervisor)] == ["ju", "xian"]


@pytest.mark.parametrize("role", [HANDLER, Role.LEADER])
def test_nobody_else_may(made: County, role: Role) -> None:
    with pytest.raises(PermissionDenied):
        actions.order(agency_ids=[made.ju.pk], by=made.person(role, made.ju), at=NOON)
    with pytest.raises(PermissionDenied):
        actions.order(agency_ids=[made.ju.pk], by=made.person(OFFICER, made.lin), at=NOON)
    assert queued(ASKED) == 0
    assert actions.order(agency_ids=[made.ju.pk], by=OPERATOR, at=NOON)


def test_the_lamp(made: County) -> None:
    keep(made.xian)
    (row,) = newest([made.xian.pk])
    assert (row.light, row.word, row.outcome) == (Light.GREEN, "合格", Outcome.GOOD)
    on = TODAY + timedelta(days=11)  # the home page and the column end on the 29th
    keep(made.xian, on=on)
    (row,) = newest([made.xian.pk])
    assert (row.light, [each.where for each in row.soon]) == (Light.YELLOW, ["栏目dt", "首页"])
    keep(made.xian, on=TODAY + timedelta(days=14))
    (row,) = newest([made.xian.pk])
    assert (row.light, row.word, row.vetoes) == (Light.RED, "不合格", ("veto_home_stale",))
    assert [point.faults for point in health(made.xian.pk, on).days] == [0, 0]
    assert before([made.xian.pk], TODAY + timedelta(days=7), 7) == {made.xian.pk: 0}


def test_the_worst_group_comes_first(made: County) -> None:
    put_out(made.xian, None, summary="")
    column("kong", ColumnKind.STATUTORY)
    keep(made.xian)
    found = health(made.xian.pk, TODAY)
    assert [group.measure for group in found.groups] == [Measure.METADATA_MISSING, Measure.COLUMN_UNSHOWN]
    for number in range(5):
        put_out(made.xian, column(f"dt{number}", ColumnKind.NEWS), at=NOON - timedelta(days=60))
    keep(made.xian, on=TODAY + timedelta(days=1))
    found = health(made.xian.pk, TODAY)
    assert [group.measure for group in found.groups] == [
        Measure.COLUMN_STALE,
        Measure.METADATA_MISSING,
        Measure.COLUMN_UNSHOWN,
    ]
    assert found.row is not None
    assert found.row.vetoes == ("veto_columns_stale",)


def test_columns_that_nobody_sees_are_told_and_do_not_count(made: County) -> None:
    for number in range(7):
        column(f"kong{number}", ColumnKind.STATUTORY)
    keep(made.xian)
    found = health(made.xian.pk, TODAY)
    assert found.row is not None
    assert (found.row.outcome, found.row.faults, found.row.score) == (Outcome.GOOD, 0, Decimal(100))
    assert found.row.light is Light.GREEN
    assert [(group.measure, group.many) for group in found.groups] == [(Measure.COLUMN_UNSHOWN, 7)]


def works(name: str, role: Role, at: Agency) -> None:
    user = User.objects.create(
        username=name, name=f"{name}（虚构示例）", email=f"{name}@example.invalid", created_at=NOON
    )
    Membership.objects.create(user=user, agency=at, role=role, begins_on=date(2020, 1, 1))


def morning(on: date) -> list[str]:
    keep(*Agency.objects.all(), on=on)
    at = datetime(on.year, on.month, on.day, 0, 25, tzinfo=UTC)
    last = Message.objects.count()
    remind_each(at=at, prepared=to_remind(at=at))
    return [message.subject for message in Message.objects.order_by("pk")[last:]]


def test_officers_hear_of_what_is_near_once(made: County) -> None:
    works("officer", OFFICER, made.xian)
    works("handler", HANDLER, made.xian)
    assert morning(date(2026, 3, 23)) == []
    assert morning(date(2026, 3, 24)) == ["【提醒】栏目体检：2处即将超期"]  # due on Sunday the 29th
    assert morning(date(2026, 3, 25)) == []
    assert morning(date(2026, 3, 28)) == []  # a Saturday
    text = Message.objects.get().text
    assert "“首页”，首页不更新，请在2026年3月29日以前更新。" in text
    assert LogEntry.objects.filter(action="supervision.remind").count() == 1


def test_a_message_names_so_many_and_counts_the_others(made: County) -> None:
    works("officer", OFFICER, made.xian)
    for number in range(25):
        put_out(made.xian, column(f"dt{number}", ColumnKind.NEWS))
    assert morning(date(2026, 3, 27)) == ["【提醒】栏目体检：27处即将超期"]
    assert "另有 7 处。" in Message.objects.get().text


def test_what_the_place_has_set_counts(settings: Any, tmp_path: Path, made: County) -> None:
    put_out(made.xian, column("fd", ColumnKind.STATUTORY), at=NOON - timedelta(days=200))
    keep(made.xian)
    assert open_keys(made.xian) == []
    file = tmp_path / "inspection.toml"
    file.write_text("[numbers]\ninspection_long_months = 6\n", encoding="utf-8")
    settings.INSPECTION = str(file)
    keep(made.xian, on=TODAY + timedelta(days=1))
    assert [measure for measure, _ in open_keys(made.xian)] == ["column_long"]
    file.unlink()
    with pytest.raises(NotOpen, match="GONGKAI_INSPECTION"):
        own_settings()


def test_both_are_on_the_clock() -> None:
    tasks = {each.task for each in SCHEDULE if each.task.startswith("supervision.")}
    assert tasks == {DAILY, "supervision.remind"}
    assert tasks | {ASKED} <= set(JOBS)
