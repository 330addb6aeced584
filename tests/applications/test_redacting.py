"""An order to take something out of a document: recorded at once, carried out by a job, once, whoever dies meanwhile."""

import time
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from gongkai.agencies.models import Membership
from gongkai.applications import actions
from gongkai.applications.actions import redacting
from gongkai.applications.actions.redacting import TRIES, keep_redacted, taken_out
from gongkai.applications.models import Material, RedactionOrder
from gongkai.applications.queries.materials import JOB, STOPPED, MaterialCard, Ready, content, material
from gongkai.applications.queries.withholding import Marking
from gongkai.documents.redaction import Mark, Unreadable
from gongkai.jobs.worker import do_next
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import FileRefused
from gongkai.records.actions.jobs import put_aside, run_again
from gongkai.records.actions.refused import Refused
from gongkai.records.actions.running import give_back, take
from gongkai.records.models import DeadJob, LogEntry, Quarantine, StoredFile
from tests.applications.office import HEAD, LEADER, OFFICER, Office, after, confirmed, office
from tests.applications.redacting import carried_out
from tests.applications.test_materials import SECRET, brought, marked, text_of, who
from tests.documents.redaction.photos import taken
from tests.records.databases import left_by
from tests.records.jobs.sample import HOLD

pytestmark = pytest.mark.django_db
QUICK = 0.3  # seconds


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return office()


@pytest.fixture
def one(at: Office) -> int:
    return confirmed(at)


@pytest.fixture
def held(at: Office, one: int) -> Material:
    return marked(at, brought(at, one))


def order(at: Office, held: Material) -> RedactionOrder:
    number = actions.order_redaction(material_id=held.pk, revision=held.revision, **who(at))
    return RedactionOrder.objects.get(pk=number)


def card(at: Office, held: Material) -> MaterialCard:
    found = material(at[OFFICER], held.application_id, held.pk)
    assert found is not None
    return found


def logged(action: str) -> int:
    return LogEntry.objects.filter(action=f"applications.{action}").count()


def test_the_click_records_what_is_ordered_and_nothing_is_done_yet(at: Office, held: Material) -> None:
    made = order(at, held)
    assert (made.ordered_by_id, made.revision, made.marks) == (at[OFFICER].user_id, held.revision, held.marks)
    assert len(made.digest) == 64
    entry = LogEntry.objects.latest("seq")
    assert (entry.action, entry.details["digest"]) == ("applications.order_redaction", made.digest)
    shown = card(at, held)
    assert (shown.ready, shown.given_id) == (Ready.WORKING, None)
    assert shown.ordered is not None
    assert (shown.ordered.open, shown.ordered.at) == (True, after(1))
    assert DBTaskResult.objects.filter(task_path=JOB).count() == 1


def test_a_worker_carries_it_out_in_the_name_of_whoever_ordered_it(at: Office, held: Material) -> None:
    order(at, held)
    while do_next(worker="甲", hold=HOLD, clock=lambda: after(1, hours=1)):
        pass
    made = RedactionOrder.objects.get()
    assert (made.outcome, made.ended_at) == ("made", after(1, hours=1))
    done = Material.objects.get(pk=held.pk)
    assert (done.saved_by_id, done.revision) == (at[OFFICER].user_id, held.revision + 1)
    assert SECRET not in text_of(content(done.given_id or 0))
    assert card(at, held).ready is Ready.REDACTED
    entry = LogEntry.objects.filter(action="applications.redact_material").get()
    assert (entry.actor, entry.role) == (at[OFFICER].username, "disclosure_officer")


def test_ordering_is_quick_whatever_the_file(
    at: Office, held: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the file is read: it may be of any size."""

    def never(*_: object, **__: object) -> None:
        pytest.fail("read in the request")

    for name in ("redact", "content", "receive"):
        monkeypatch.setattr(redacting, name, never)
    started = time.perf_counter()
    order(at, held)
    assert time.perf_counter() - started < QUICK


def test_ordered_twice_it_is_one_before_and_after_it_is_done(at: Office, held: Material) -> None:
    first = order(at, held)
    by_another = actions.order_redaction(
        material_id=held.pk, revision=held.revision, by=at[HEAD], at=after(1)
    )
    assert by_another == first.pk
    carried_out(held.pk, after(1))
    assert order(at, held).pk == first.pk
    assert (logged("order_redaction"), logged("redact_material")) == (1, 1)
    said = {"material": held, "digest": "", "ordered_by": first.ordered_by, "ordered_at": after(1)}
    RedactionOrder.objects.create(revision=8, **said)
    with pytest.raises(IntegrityError), transaction.atomic():
        RedactionOrder.objects.create(revision=9, **said)


def test_the_job_twice_leaves_one_file(at: Office, held: Material) -> None:
    made = order(at, held)
    twice = [taken_out(order_id=made.pk, at=after(1)) for _ in range(2)]
    for prepared in twice:
        keep_redacted(order_id=made.pk, at=after(1), prepared=prepared)
    assert Material.objects.get(pk=held.pk).revision == held.revision + 1
    assert (StoredFile.objects.count(), logged("redact_material")) == (2, 1)
    assert taken_out(order_id=made.pk, at=after(1)) is None


def test_marks_that_change_meanwhile_make_it_void_and_nothing_is_given(at: Office, held: Material) -> None:
    made = order(at, held)
    prepared = taken_out(order_id=made.pk, at=after(1))
    changed = marked(at, held.pk, "第二户")
    keep_redacted(order_id=made.pk, at=after(1), prepared=prepared)
    made.refresh_from_db()
    assert (made.outcome, made.problem) == ("void", "")
    left = Material.objects.get(pk=held.pk)
    assert (left.given_id, left.revision, left.report) == (None, changed.revision, {})
    assert card(at, held).ready is Ready.MARKED
    assert order(at, changed).pk != made.pk


def test_taken_back_it_is_not_carried_out(at: Office, held: Material) -> None:
    made = order(at, held)
    prepared = taken_out(order_id=made.pk, at=after(1))
    actions.stop_redaction(material_id=held.pk, revision=held.revision, **who(at))
    keep_redacted(order_id=made.pk, at=after(1), prepared=prepared)
    assert Material.objects.get(pk=held.pk).given_id is None
    assert (card(at, held).ready, card(at, held).problem) == (Ready.MARKED, "")
    with pytest.raises(Refused, match="没有正在进行的处理"):
        actions.stop_redaction(material_id=held.pk, revision=held.revision, **who(at))


def test_what_is_wrong_is_said_and_it_can_be_ordered_again(
    at: Office, held: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(*_: object, **__: object) -> None:
        raise Unreadable("遮盖这个文件用时过长，已经停止。请把文件拆分后再试。")

    made = order(at, held)
    with monkeypatch.context() as patched:
        patched.setattr(redacting, "redact", slow)
        carried_out(held.pk, after(1))
    made.refresh_from_db()
    assert (made.outcome, logged("redaction_failed")) == ("failed", 1)
    shown = card(at, held)
    assert (shown.ready, shown.given_id) == (Ready.MARKED, None)
    assert shown.problem == "遮盖这个文件用时过长，已经停止。请把文件拆分后再试。"
    again = order(at, held)
    assert again.pk != made.pk
    carried_out(held.pk, after(1))
    assert (card(at, held).ready, card(at, held).problem) == (Ready.REDACTED, "")


def given_up(monkeypatch: pytest.MonkeyPatch) -> DeadJob:
    """The job of the open order fails as often as it may: a fault that nobody foresaw, or a worker that vanishes in the middle."""

    def fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError(SECRET)

    with monkeypatch.context() as patched:
        patched.setattr(redacting, "redact", fault)
        for attempt in range(1, TRIES):
            assert RedactionOrder.objects.latest("pk").ended_at is None
            while do_next(worker="甲", hold=HOLD, clock=partial(after, 1, hours=attempt)):
                pass
    taken = take(worker="乙", at=after(1, hours=TRIES), hold=HOLD)
    assert taken is not None
    assert (taken.task, DeadJob.objects.filter(settled_at=None).count()) == (JOB, 0)
    give_back(at=after(2))
    return DeadJob.objects.get(settled_at=None)


def test_a_job_that_was_given_up_is_said_and_ordered_anew_once(
    at: Office, held: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = order(at, held)
    dead = given_up(monkeypatch)
    assert (dead.task, dead.key, dead.tries) == (JOB, str(first.pk), TRIES)
    shown = card(at, held)
    assert (shown.ready, shown.given_id) == (Ready.STUCK, None)
    assert shown.problem == STOPPED
    again = order(at, held)
    assert [again.pk, again.pk] == [order(at, held).pk, order(at, held).pk]
    first.refresh_from_db()
    assert (again.pk != first.pk, first.outcome, first.problem) == (True, "failed", STOPPED)
    assert (logged("order_redaction"), logged("redaction_failed")) == (2, 1)
    assert (card(at, held).ready, card(at, held).problem) == (Ready.WORKING, "")
    while do_next(worker="丙", hold=HOLD, clock=lambda: after(2)):
        pass
    assert card(at, held).ready is Ready.REDACTED
    assert (logged("redact_material"), StoredFile.objects.count()) == (1, 2)


def test_what_the_administrator_runs_again_goes_on_and_what_is_put_aside_does_not(
    at: Office, held: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = order(at, held)
    run_again(dead_job_id=given_up(monkeypatch).pk, by=OPERATOR, at=after(2))
    assert card(at, held).ready is Ready.WORKING
    assert order(at, held).pk == first.pk
    while do_next(worker="丙", hold=HOLD, clock=lambda: after(2)):
        pass
    assert card(at, held).ready is Ready.REDACTED
    changed = marked(at, held.pk, "第二户")
    order(at, changed)
    put_aside(dead_job_id=given_up(monkeypatch).pk, reason="文件损坏", by=OPERATOR, at=after(2))
    assert card(at, held).ready is Ready.STUCK
    actions.stop_redaction(material_id=held.pk, revision=changed.revision, **who(at))
    assert (card(at, held).ready, card(at, held).problem) == (Ready.MARKED, "")


def test_run_again_after_it_was_ordered_anew_leaves_one_file(
    at: Office, held: Material, monkeypatch: pytest.MonkeyPatch
) -> None:
    order(at, held)
    dead = given_up(monkeypatch)
    order(at, held)
    run_again(dead_job_id=dead.pk, by=OPERATOR, at=after(2))
    while do_next(worker="丙", hold=HOLD, clock=lambda: after(2)):
        pass
    assert list(RedactionOrder.objects.order_by("pk").values_list("outcome", flat=True)) == ["failed", "made"]
    assert (logged("redact_material"), StoredFile.objects.count()) == (1, 2)


def test_an_original_that_is_held_back_is_refused_at_once_and_later(at: Office, held: Material) -> None:
    made = order(at, held)
    locked = Quarantine.objects.create(file=held.original, reason="群众举报", at=after(1))
    with pytest.raises(FileRefused, match="已隔离"):
        actions.order_redaction(material_id=brought_again(at, held), revision=2, **who(at))
    carried_out(held.pk, after(1))
    made.refresh_from_db()
    assert "已隔离" in made.problem
    locked.delete()


def brought_again(at: Office, held: Material) -> int:
    """The same bytes once more, marked while nobody held them back."""
    number = Material.objects.create(
        application=held.application,
        name=held.name,
        original=held.original,
        marks=held.marks,
        revision=2,
        saved_by=held.saved_by,
        saved_at=held.saved_at,
    ).pk
    assert material(at[OFFICER], held.application_id, number) is not None
    return number


def test_whoever_lost_the_role_meanwhile_gets_nothing_made(at: Office, held: Material) -> None:
    made = order(at, held)
    Membership.objects.filter(user=at[OFFICER].user_id).update(ends_on=date(2025, 12, 31))
    carried_out(held.pk, after(1))
    made.refresh_from_db()
    assert made.outcome == "failed"
    assert "没有办理这一事项的角色" in made.problem
    assert Material.objects.get(pk=held.pk).given_id is None


def test_who_may_not_prepare_may_not_order(at: Office, held: Material) -> None:
    for act in (actions.order_redaction, actions.stop_redaction):
        with pytest.raises(PermissionDenied):
            act(material_id=held.pk, revision=held.revision, by=at[LEADER], at=after(1))
    assert not RedactionOrder.objects.exists()


def test_a_picture_becomes_a_pdf_of_that_name(at: Office, one: int) -> None:
    number = brought(at, one, taken("PNG"), "现场照片.png")
    place = Marking(
        Mark(0, (100, 100, 300, 200), "denied_third_party/privacy", "个人隐私"), "公开会损害其合法权益"
    )
    actions.mark_material(material_id=number, marks=[place], revision=1, **who(at))
    actions.redact_now(material_id=number, revision=2, **who(at))
    done = Material.objects.select_related("given").get(pk=number)
    assert done.given is not None
    assert (done.given.name, done.given.media_type) == ("现场照片.pdf", "application/pdf")
    assert done.report["withheld"][0]["where"] == "《现场照片》第1页"


def test_orders_say_nothing_of_what_is_withheld(at: Office, held: Material) -> None:
    order(at, held)
    carried_out(held.pk, after(1))
    said = str(list(RedactionOrder.objects.values())) + str(list(DBTaskResult.objects.values("args_kwargs")))
    assert SECRET not in said + str(list(LogEntry.objects.values("details", "reason", "subject")))


def test_workers_are_killed_at_every_stage_and_each_document_is_made_once(tmp_path: Path) -> None:
    left = left_by(tmp_path, "tests.applications.redactors", silent=False)
    many = left["documents"]
    assert left["killed"] == ["reading", "writing", "keeping"]
    assert (left["outcomes"], left["logged"]) == ({"made": many}, many)
    assert left["revisions"] == [3] * many
    assert left["given"] == many
    assert left["files"] == 2 * many
    assert left["still"] == []
    assert (left["leases"], left["dead"], set(left["codes"])) == (0, 0, {0})
