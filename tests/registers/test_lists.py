"""Whole lists: what they do not name is off the public view, whichever came first; nothing is forgotten; much needs somebody."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.records.access import Actor
from gongkai.records.actions.files import receive
from gongkai.records.models import LogEntry
from gongkai.registers import actions
from gongkai.registers.actions import Handed, Refused
from gongkai.registers.actions.delivering import TooMany
from gongkai.registers.actions.secrets import salt_of
from gongkai.registers.models import Change, Delivery, Record, Stage, Tally, What, WholeList
from gongkai.registers.queries.counts import in_force
from gongkai.registers.queries.public_history import gone
from gongkai.registers.queries.records import Asked, public_page, public_record
from tests.registers.world import (
    NOON,
    PENALTY,
    as_csv,
    as_jsonl,
    begun,
    county,
    delivered,
    source,
    state,
    work_off,
)

pytestmark = pytest.mark.django_db
ITEMS = "inspection_item"
DAY = timedelta(days=1)


def item(number: int, **changes: str) -> dict[str, str]:
    """An entry of the list of what is inspected."""
    given_ = {
        "code": f"YL-{number}",
        "name": f"第{number}项虚构抽查事项",
        "department": "云岭县虚构局",
        "legal_basis": "虚构的抽查依据。",
        "targets": "虚构的企业",
        "content": "虚构的抽查内容。",
        "effective_on": "2026-01-05",
    }
    return {**given_, **changes}


def listed(*numbers: int, **changes: str) -> bytes:
    return as_csv([item(number, **changes) for number in numbers], ITEMS)


def whole(folder: Path, source_id: int, *numbers: int, as_of: int, **changes: str) -> Delivery:
    """A whole list of so many days ago, applied by somebody who agrees to whatever goes."""
    data = listed(*numbers, **changes)
    number = begun(source_id, data, whole=True, as_of=NOON - as_of * DAY)
    path = folder / f"{number}.csv"
    path.write_bytes(data)
    found = actions.read_and_apply(delivery_id=number, path=path, at=NOON, agreed=True)
    actions.follow(number)
    found.refresh_from_db()
    return found


def seen() -> list[str]:
    return sorted(row.title[1] for row in public_page(Asked(ITEMS, size=50)).rows)


def test_what_a_whole_list_does_not_name_is_off_and_kept(tmp_path: Path) -> None:
    world = county()
    one = source(world.ju, ITEMS)
    delivered(tmp_path, source(world.other, ITEMS), listed(9), as_of=NOON - 5 * DAY)
    delivered(tmp_path, one, listed(1, 2, 3), as_of=NOON - 3 * DAY)
    done = whole(tmp_path, one, 1, 3, 4, as_of=2)
    assert (done.stage, done.made, done.same, done.gone, done.there) == (Stage.APPLIED, 1, 2, 1, 3)
    assert seen() == ["1", "3", "4", "9"]  # the other agency has a list of its own
    held = Record.objects.get(values__code="YL-2")
    assert (held.state, held.left_on, held.leave_by) == ("withdrawn", date(2026, 2, 28), None)
    assert public_record(held.pk) is None
    told = gone(held.pk)
    assert told is not None
    assert (told.unlisted, told.word, told.revoked_on) == (True, "", date(2026, 2, 28))
    change = Change.objects.get()
    assert (change.what, change.record, change.delivery_id) == (What.WITHDRAWN, held, done.pk)
    assert change.before["name"] == "第2项虚构抽查事项"
    assert public_page(Asked(ITEMS, words="第2项虚构")).rows == ()
    assert Tally.objects.get(state="withdrawn").n == 1
    on = in_force(ITEMS, frozenset({world.ju.pk}), date(2026, 3, 1))
    assert {row.values["code"] for row in on} == {"YL-1", "YL-3", "YL-4"}
    before = in_force(ITEMS, frozenset({world.ju.pk}), date(2026, 2, 27))
    assert "YL-2" in {row.values["code"] for row in before}


def test_an_entry_that_is_named_again_is_back(tmp_path: Path) -> None:
    one = source(county().ju, ITEMS)
    whole(tmp_path, one, 1, 2, as_of=9)
    whole(tmp_path, one, 1, as_of=8)
    whole(tmp_path, one, 1, 2, as_of=7)
    assert seen() == ["1", "2"]
    whats = [change.what for change in Change.objects.order_by("pk")]
    assert whats == [What.WITHDRAWN, What.RESTORED]
    held = Record.objects.get(values__code="YL-2")
    assert (held.left_on, held.left_at, held.absent_on) == (None, None, None)
    assert [row.id for row in public_page(Asked(ITEMS, words="第2项虚构")).rows] == [held.pk]


def test_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    one = source(county().ju, ITEMS)
    whole(tmp_path, one, 1, 2, 3, as_of=9)
    whole(tmp_path, one, 1, 3, as_of=8)
    before = state(), Change.objects.count()
    again = whole(tmp_path, one, 1, 3, as_of=8)
    assert (again.same, again.gone, again.there) == (2, 0, 2)
    assert (state(), Change.objects.count()) == before


def test_what_an_older_file_brings_after_a_list_is_off_from_the_first(tmp_path: Path) -> None:
    one = source(county().ju, ITEMS)
    whole(tmp_path, one, 1, as_of=5)
    delivered(tmp_path, one, listed(1, 2), as_of=NOON - 6 * DAY)
    assert seen() == ["1"]
    delivered(tmp_path, one, listed(3), as_of=NOON - 4 * DAY)
    assert seen() == ["1", "3"]


FILES = st.lists(
    st.tuples(
        st.booleans(),
        st.dictionaries(st.integers(1, 4), st.sampled_from(["甲", "乙"]), min_size=1),
    ),
    min_size=2,
    max_size=4,
)


def bring(folder: Path, source_id: int, files: list[tuple[bool, dict[int, str]]], order: list[int]) -> object:
    """What there is after files, whole lists among them, came in this order, each with its own moment."""
    for place in order:
        is_whole, said = files[place]
        data = as_csv([item(number, content=f"内容{text}") for number, text in sorted(said.items())], ITEMS)
        number = begun(source_id, data, whole=is_whole, as_of=NOON - timedelta(days=10 - place))
        path = folder / f"{number}.csv"
        path.write_bytes(data)
        done = actions.read_and_apply(delivery_id=number, path=path, at=NOON, agreed=True)
        assert done.message == ""
        actions.follow(number)
    sums = Tally.objects.order_by("year", "state").values_list("agency", "year", "state", "n")
    return state(), list(sums), seen()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=FILES, data=st.data())
def test_any_order_and_repeated_is_the_same(
    tmp_path: Path, files: list[tuple[bool, dict[int, str]]], data: st.DataObject
) -> None:
    places = list(range(len(files)))
    order = data.draw(st.permutations(places)) + data.draw(st.lists(st.sampled_from(places), max_size=2))
    with transaction.atomic():
        one = source(county().ju, ITEMS)
        salt_of(ITEMS)
        left = []
        for each in (places, order):
            with transaction.atomic():
                left.append(bring(tmp_path, one, files, each))
                transaction.set_rollback(True)
        transaction.set_rollback(True)
    assert left[0] == left[1]
    named = {number for is_whole, said in files[-1:] if is_whole for number in said}
    if named:  # the newest file is a whole list: exactly what it names is seen
        assert left[0][2] == sorted(map(str, named))  # type: ignore[index] # the third of what `bring` tells


def uploaded(by: Actor, source_id: int, data: bytes, name: str = "清单.csv", **more: Any) -> int:
    """A whole list that was handed in at a page or pushed, and read."""
    taken = receive(data, name, kinds=frozenset({"csv", "jsonl"}))
    handed = Handed(name, taken.digest, taken, whole=True, **more)
    number = actions.begin(source_id=source_id, handed=handed, by=by, at=NOON)
    work_off()
    return number


def test_a_list_that_takes_much_off_waits_for_somebody_who_agrees(tmp_path: Path) -> None:
    world = county()
    one, officer = source(world.ju, ITEMS), world.person()
    delivered(tmp_path, one, listed(1, 2, 3, 4, 5), as_of=NOON - DAY)
    number = uploaded(officer, one, listed(1, 2, 3))
    assert (Delivery.objects.get(pk=number).gone, Delivery.objects.get(pk=number).there) == (2, 5)
    with pytest.raises(TooMany, match="2 项将不再公开"):
        actions.confirm(delivery_id=number, by=officer, at=NOON)
    assert len(seen()) == 5
    actions.confirm(delivery_id=number, by=officer, at=NOON, agreed=True)
    work_off()
    assert seen() == ["1", "2", "3"]
    assert LogEntry.objects.get(action="registers.confirm").details["agreed"] is True


def test_a_fifth_may_go_without_asking(tmp_path: Path) -> None:
    world = county()
    one, officer = source(world.ju, ITEMS), world.person()
    delivered(tmp_path, one, listed(1, 2, 3, 4, 5), as_of=NOON - DAY)
    number = uploaded(officer, one, listed(1, 2, 3, 4))
    actions.confirm(delivery_id=number, by=officer, at=NOON)
    work_off()
    assert seen() == ["1", "2", "3", "4"]


def test_what_was_agreed_to_is_no_leave_for_more(tmp_path: Path) -> None:
    world = county()
    one, officer = source(world.ju, ITEMS), world.person()
    delivered(tmp_path, one, listed(1, 2, 3), as_of=NOON - DAY)
    number = uploaded(officer, one, listed(1, 2))
    actions.confirm(delivery_id=number, by=officer, at=NOON, agreed=True)
    delivered(tmp_path, one, listed(4, 5, 6), as_of=NOON - DAY)  # meanwhile
    work_off()
    held = Delivery.objects.get(pk=number)
    assert (held.stage, held.gone, held.there, held.confirmed_at) == (Stage.READY, 4, 6, None)
    assert len(seen()) == 6
    assert not WholeList.objects.exists()


def test_a_push_of_a_whole_list_that_takes_much_off_waits(tmp_path: Path) -> None:
    world = county()
    one = source(world.ju, ITEMS, whole=True)
    delivered(tmp_path, one, listed(1, 2, 3), as_of=NOON - DAY)
    data = as_jsonl([item(1)])
    number = uploaded(world.person(), one, data, "推送.jsonl", straight=True, signature="s" * 64)
    held = Delivery.objects.get(pk=number)
    assert (held.stage, held.straight, held.gone) == (Stage.READY, False, 2)
    assert len(seen()) == 3


def test_decisions_are_no_list() -> None:
    world = county()
    with pytest.raises(Refused, match="逐件报送"):
        source(world.ju, PENALTY, whole=True)
    with pytest.raises(Refused, match="逐件报送"):
        begun(source(world.ju, PENALTY), b"", whole=True)


def test_rows_of_a_whole_list_have_one_moment(tmp_path: Path) -> None:
    one = source(county().ju, ITEMS, mapping={"更新时间": "@as_of"})
    data = as_csv([{**item(1), "更新时间": "2026-01-01"}], ITEMS)
    number = begun(one, data, whole=True)
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    done = actions.read_and_apply(delivery_id=number, path=path, at=NOON)
    assert (done.stage, Record.objects.count()) == (Stage.FAILED, 0)
    assert "同一时间" in done.message


def test_officers_leave_to_the_list_what_is_off(tmp_path: Path) -> None:
    world = county()
    one, officer = source(world.ju, ITEMS), world.person()
    whole(tmp_path, one, 1, 2, as_of=9)
    number = Record.objects.get(values__code="YL-2").pk
    actions.pull(record_id=number, on=date(2026, 2, 1), reason="误列", by=officer, at=NOON)
    whole(tmp_path, one, 1, as_of=8)
    held = Record.objects.get(pk=number)
    assert (held.left_on, held.absent_on) == (date(2026, 2, 1), date(2026, 2, 22))
    actions.restore(record_id=number, reason="误操作", by=officer, at=NOON)
    held.refresh_from_db()
    assert (held.state, held.left_on, held.pulled) == ("withdrawn", date(2026, 2, 22), False)
    with pytest.raises(Refused, match="完整清单"):
        actions.correct(record_id=number, cells={"content": "改"}, reason="有误", by=officer, at=NOON)
    with pytest.raises(Refused, match="完整清单"):
        actions.pull(record_id=number, on=date(2026, 2, 1), reason="有误", by=officer, at=NOON)
    assert seen() == ["1"]
