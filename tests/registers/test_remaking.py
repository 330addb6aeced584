"""Records follow their definition and the calendar: only what follows from their values, only what is older, from anywhere on."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gongkai.documents.holidays import look_again, put_in_place
from gongkai.law.registers import Condition, Definition, Shown, definition, definitions, loading
from gongkai.registers import actions
from gongkai.registers.actions import remaking
from gongkai.registers.models import Change, Record, Register, Tally
from gongkai.registers.queries.public_history import gone
from gongkai.registers.queries.records import Asked, public_page, public_record
from tests.registers.world import (
    LICENCE,
    NOON,
    PENALTY,
    as_csv,
    begun,
    county,
    delivered,
    licence,
    penalty,
    source,
    state,
    work_off,
)

pytestmark = pytest.mark.django_db
JANUARY = datetime(2027, 1, 11, 4, 0, tzinfo=UTC)
NOTICE = """
[[notice]]
number = "虚构发〔2026〕1号"
title = "虚构的2027年放假安排"
published_on = 2026-11-20

[[notice.holiday]]
name = "元旦"
off = [[2027-01-01, 2027-01-01]]
work = [2027-01-02]
"""


@pytest.fixture(autouse=True)
def _own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setenv("GONGKAI_FILES", str(tmp_path / "files"))
    look_again()
    yield
    look_again()


def defined(monkeypatch: pytest.MonkeyPatch, made: Definition) -> None:
    """The register as a new release declares it."""
    others: Mapping[str, Definition] = {**definitions(), made.key: made}
    monkeypatch.setattr(loading, "definitions", lambda: others)


def remade() -> dict[str, int]:
    changed: dict[str, int] = {}

    def told(register: str, many: int) -> None:
        changed[register] = changed.get(register, 0) + many

    assert actions.remake(at=NOON, told=told)
    return changed


def test_a_later_notice_moves_last_days_and_what_is_late(tmp_path: Path) -> None:
    rows = [licence(1, decided_on="2026-12-30"), licence(2)]
    done = delivered(tmp_path, source(county().ju), as_csv(rows), JANUARY)
    assert (done.message, done.late) == ("", 1)
    number = Record.objects.get(values__document_no=rows[0]["document_no"]).pk
    assert [Record.objects.get(pk=number).due_on, Record.objects.get(pk=number).late] == [
        date(2027, 1, 11),
        False,
    ]
    assert remade() == {}
    put_in_place({"notice-1.toml": NOTICE})
    assert remade() == {LICENCE: 1}
    held = Record.objects.get(pk=number)
    assert (held.due_on, held.late, held.out_on) == (date(2027, 1, 8), True, date(2027, 1, 11))
    assert sorted(Tally.objects.values_list("late", "n")) == [(True, 2)]
    put_in_place({})
    assert remade() == {LICENCE: 1}
    assert Record.objects.get(pk=number).due_on == date(2027, 1, 11)
    assert not Change.objects.exists()  # it says what it said


def test_a_notice_moves_the_day_by_which_a_record_had_to_leave(tmp_path: Path) -> None:
    world = county()
    rows = [penalty(1, status="撤销", status_changed_on="2026-12-31", decided_on="2026-12-01"), penalty(2)]
    delivered(tmp_path, source(world.ju, PENALTY), as_csv(rows, PENALTY), JANUARY)
    pulled = Record.objects.get(state="public").pk
    actions.pull(record_id=pulled, on=date(2026, 12, 31), reason="复议撤销", by=world.person(), at=JANUARY)
    assert set(Record.objects.values_list("leave_by", flat=True)) == {date(2027, 1, 6)}
    put_in_place({"notice-1.toml": NOTICE})
    assert remade() == {PENALTY: 2}
    assert set(Record.objects.values_list("leave_by", flat=True)) == {date(2027, 1, 5)}


def test_a_field_that_is_hidden_from_now_on_is_sealed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = county()
    delivered(tmp_path, source(world.ju, PENALTY), as_csv([penalty(1), penalty(2)], PENALTY))
    made = definition(PENALTY)
    columns = tuple(
        replace(field, shown=Shown.HIDDEN) if field.key == "facts" else field for field in made.fields
    )
    before = list(Record.objects.order_by("pk").values_list("key", "fingerprint", "as_of"))
    defined(monkeypatch, replace(made, fields=columns, titled_by="document_no"))
    assert remade() == {PENALTY: 2}
    for held in Record.objects.all():
        assert "facts" not in held.values
        assert held.title.startswith("云岭罚")
        told = public_record(held.pk)
        assert told is not None
        assert "facts" not in {field.key for field in told.fields}
        seen = actions.see(record_id=held.pk, reason="核对", by=world.person(), at=NOON)
        assert seen["facts"] == "虚构的违法事实。"
    assert list(Record.objects.order_by("pk").values_list("key", "fingerprint", "as_of")) == before
    assert remade() == {}
    again = delivered(tmp_path, source(world.ju, PENALTY), as_csv([penalty(1)], PENALTY))
    assert (again.same, again.corrected) == (1, 0)


def test_what_is_not_to_be_shown_any_more_leaves_the_public_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [penalty(1), penalty(2, category="警告")]
    delivered(tmp_path, source(county().ju, PENALTY), as_csv(rows, PENALTY))
    made = definition(PENALTY)
    defined(monkeypatch, replace(made, held_back=Condition("category", ("警告",)), counts=made.counts[:1]))
    assert remade() == {PENALTY: 2}
    page = public_page(Asked(PENALTY, words="虚构商贸"))
    assert [row.title for row in page.rows] == ["虚构的违法行为类型"]
    held = Record.objects.get(state="held_back")
    assert gone(held.pk) is None
    assert Change.objects.get().reason == "登记簿的规则调整"
    assert sorted(Tally.objects.values_list("state", "marks", "n")) == [("held_back", 1, 1), ("public", 1, 1)]


def test_it_goes_on_behind_the_last_block(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remaking, "BLOCK", 2)
    rows = [penalty(number) for number in range(5)]
    delivered(tmp_path, source(county().ju, PENALTY), as_csv(rows, PENALTY))
    defined(monkeypatch, replace(definition(PENALTY), titled_by="document_no"))
    told: list[int] = []
    turns = 0
    while not actions.remake(at=NOON, seconds=0, told=lambda _, many: told.append(many)):
        turns += 1
        assert turns < 10
        held = Register.objects.get(pk=PENALTY)
        assert bool(held.remaking) == (turns < 4)
    assert told == [2, 2, 1, 0]
    assert not Record.objects.exclude(title__startswith="云岭罚").exists()


def test_a_target_that_moves_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remaking, "BLOCK", 2)
    delivered(tmp_path, source(county().ju, PENALTY), as_csv([penalty(n) for n in range(3)], PENALTY))
    defined(monkeypatch, replace(definition(PENALTY), titled_by="document_no"))
    assert not actions.remake(at=NOON, seconds=0)
    defined(monkeypatch, replace(definition(PENALTY), titled_by="category"))
    assert remade() == {PENALTY: 3}
    assert set(Record.objects.values_list("title", flat=True)) == {"罚款"}


def test_rows_read_by_the_definition_of_before_are_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = source(county().ju, PENALTY)
    data = as_csv([penalty(1)], PENALTY)
    number = begun(one, data)
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    actions.stage(delivery_id=number, path=path)
    defined(monkeypatch, replace(definition(PENALTY), titled_by="document_no"))
    assert remade() == {PENALTY: 0}  # there is no record yet
    actions.read_and_apply(delivery_id=number, path=path, at=NOON)
    assert remade() == {PENALTY: 1}
    assert Record.objects.get().title == "云岭罚〔2026〕1号"


def test_what_nothing_changed_stays_as_it_is(tmp_path: Path) -> None:
    delivered(tmp_path, source(county().ju, PENALTY), as_csv([penalty(1), penalty(2)], PENALTY))
    before = state()
    Register.objects.update(made_as="")  # as an installation of before stands
    assert remade() == {PENALTY: 0}
    assert state() == before
    assert remade() == {}


def test_the_worker_follows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from gongkai.records.actions.jobs import queue

    delivered(tmp_path, source(county().ju, PENALTY), as_csv([penalty(1)], PENALTY))
    defined(monkeypatch, replace(definition(PENALTY), titled_by="document_no"))
    monkeypatch.setattr(remaking, "SLICE", 0)
    queue(remaking.REMAKE, key="x", at=NOON)
    work_off()
    assert Record.objects.get().title == "云岭罚〔2026〕1号"
