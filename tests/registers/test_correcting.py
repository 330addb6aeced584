"""Officers correct records, take them out of the public view and back; what was said stays."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied

from gongkai.law.roles import Role
from gongkai.records.actions.revealing import NoReason
from gongkai.registers import actions
from gongkai.registers.actions import CellsRefused, Refused
from gongkai.registers.models import Change, Record, Tally, What
from gongkai.registers.queries.records import Asked, past, public_page
from tests.registers.world import NOON, PENALTY, County, as_csv, county, delivered, penalty, source

pytestmark = pytest.mark.django_db
PERSON = {
    "party_name": "甲虚构",
    "party_kind": "自然人",
    "party_uscc": "",
    "party_id_kind": "居民身份证",
    "party_id_number": "110101199003074514",
}
DAY = timedelta(days=1)


@pytest.fixture
def world() -> County:
    return county()


def brought(world: County, folder: Path, **changes: str) -> int:
    done = delivered(folder, source(world.ju, PENALTY), as_csv([penalty(1, **changes)], PENALTY))
    assert done.message == ""
    return Record.objects.get().pk


def test_a_correction_keeps_what_was_said(world: County, tmp_path: Path) -> None:
    number, officer = brought(world, tmp_path, **PERSON), world.person()
    cells = {"fine": "2500.50", "content": "罚款二千五百元五角。", "decided_on": "2025-12-31"}
    actions.correct(record_id=number, cells=cells, reason="金额录入有误", by=officer, at=NOON + DAY)
    held = Record.objects.get()
    assert (held.amount, held.values["fine"], held.dated_on) == (250_050, "2500.50", date(2025, 12, 31))
    assert actions.see(record_id=number, reason="核对", by=officer, at=NOON)["party_name"] == "甲虚构"
    told = past(officer, number)
    assert [(each.what, each.reason, each.by) for each in told] == [
        (What.CORRECTED, "金额录入有误", officer.username)
    ]
    assert {field.key: field.text for field in told[0].before}["fine"] == "1000.00"
    assert list(Tally.objects.values_list("year", "n", "amount")) == [(2025, 1, 250_050)]
    rows = public_page(Asked(PENALTY, year=2025, words="云岭罚〔2026〕1号")).rows
    assert [row.id for row in rows] == [number]
    assert public_page(Asked(PENALTY, year=2026, words="云岭罚〔2026〕1号")).rows == ()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"fine": "-1"}, "负"),
        ({"document_no": "云岭罚〔2026〕2号"}, "不能更正"),
        ({}, "没有变化"),
        ({"no_such": "1"}, "没有这个项目"),
    ],
)
def test_what_cannot_be_corrected(world: County, tmp_path: Path, cells: dict[str, str], words: str) -> None:
    number = brought(world, tmp_path)
    with pytest.raises(Refused) as refused:
        actions.correct(record_id=number, cells=cells, reason="有误", by=world.person(), at=NOON)
    assert words in str(refused.value)
    assert isinstance(refused.value, CellsRefused) is ("负" in words or "项目" in words)
    assert not Change.objects.exists()


def test_what_an_officer_took_out_no_delivery_brings_back(world: County, tmp_path: Path) -> None:
    number, officer = brought(world, tmp_path), world.person(Role.SUPERVISOR, world.xian)
    actions.pull(record_id=number, on=date(2026, 3, 1), reason="复议撤销", by=officer, at=NOON + DAY)
    held = Record.objects.get()
    assert (held.state, held.left_on, held.leave_by) == ("withdrawn", date(2026, 3, 1), date(2026, 3, 4))
    assert public_page(Asked(PENALTY)).rows == ()
    data = as_csv([penalty(1, content="罚款一千零一元。", fine="1001")], PENALTY)
    done = delivered(tmp_path, source(world.ju, PENALTY), data, NOON + 2 * DAY)
    assert done.corrected == 1
    held.refresh_from_db()
    assert (held.state, held.amount, held.left_on) == ("withdrawn", 100_100, date(2026, 3, 1))
    actions.correct(record_id=number, cells={"fine": "1002"}, reason="有误", by=officer, at=NOON + 3 * DAY)
    assert public_page(Asked(PENALTY)).rows == ()
    with pytest.raises(Refused):
        actions.pull(record_id=number, on=date(2026, 3, 1), reason="再次", by=officer, at=NOON + DAY)
    actions.restore(record_id=number, reason="误操作", by=officer, at=NOON + 4 * DAY)
    assert [row.id for row in public_page(Asked(PENALTY, words="虚构商贸")).rows] == [number]
    with pytest.raises(Refused):
        actions.restore(record_id=number, reason="误操作", by=officer, at=NOON + 4 * DAY)
    whats = list(Change.objects.order_by("pk").values_list("what", flat=True))
    assert whats == [What.WITHDRAWN, What.CORRECTED, What.CORRECTED, What.RESTORED]
    assert Tally.objects.get().state == "public"


@pytest.mark.parametrize("on", [date(2026, 2, 9), date(2026, 3, 3)])
def test_a_day_that_cannot_be(world: County, tmp_path: Path, on: date) -> None:
    number = brought(world, tmp_path)
    with pytest.raises(Refused, match="日期"):
        actions.pull(record_id=number, on=on, reason="复议撤销", by=world.person(), at=NOON)


def test_others_may_do_nothing(world: County, tmp_path: Path) -> None:
    number = brought(world, tmp_path, **PERSON)
    for stranger in (world.person(at=world.other), world.person(Role.HANDLER)):
        with pytest.raises(PermissionDenied):
            actions.correct(record_id=number, cells={"fine": "1"}, reason="有误", by=stranger, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.pull(record_id=number, on=date(2026, 3, 1), reason="有误", by=stranger, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.restore(record_id=number, reason="有误", by=stranger, at=NOON)
        with pytest.raises(PermissionDenied):
            actions.see(record_id=number, reason="看看", by=stranger, at=NOON)
    with pytest.raises(NoReason):
        actions.see(record_id=number, reason=" ", by=world.person(), at=NOON)
