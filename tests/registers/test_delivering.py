"""A file becomes records: all of it or nothing, once, whatever came before."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from openpyxl import Workbook

from gongkai.documents.register_sheets import rows as limits
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import receive
from gongkai.records.models import LogEntry
from gongkai.registers import actions
from gongkai.registers.actions import Handed, Refused
from gongkai.registers.models import Change, Delivery, Record, RowFault, Stage, Staged, Tally, What
from gongkai.registers.queries.deliveries import delivery, faults_csv, preview
from gongkai.registers.queries.records import Asked, page, public_page, public_record
from tests.registers.world import (
    LICENCE,
    NOON,
    PENALTY,
    as_csv,
    as_jsonl,
    county,
    delivered,
    licence,
    penalty,
    source,
    state,
    work_off,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_rows_become_records(tmp_path: Path) -> None:
    world = county()
    done = delivered(tmp_path, source(world.ju), as_csv([licence(1), licence(2)]))
    assert (done.stage, done.made, done.late, done.message) == (Stage.APPLIED, 2, 2, "")
    assert Staged.objects.count() == 0
    rows = public_page(Asked(LICENCE)).rows
    assert [row.title[2:5] for row in rows] == ["第2号", "第1号"]
    assert (rows[0].due_on, rows[0].out_on, rows[0].late) == (date(2026, 2, 26), date(2026, 3, 2), True)
    detail = public_record(rows[0].id)
    assert detail is not None
    assert {told.key: told.text for told in detail.fields}["document_no"] == "云岭许准〔2026〕2号"
    assert "open" not in {told.key for told in detail.fields}
    assert Tally.objects.get().n == 2


def test_the_same_file_again_changes_nothing(tmp_path: Path) -> None:
    world = county()
    data = as_csv([licence(1), licence(2)])
    one = source(world.ju)
    delivered(tmp_path, one, data, as_of=NOON)
    before = state()
    again = delivered(tmp_path, one, data, NOON + DAY, as_of=NOON)
    assert (again.made, again.corrected, again.same) == (0, 0, 2)
    assert state() == before
    assert not Change.objects.exists()


def test_what_is_newer_prevails_and_what_was_said_is_kept(tmp_path: Path) -> None:
    world = county()
    one = source(world.ju)
    delivered(tmp_path, one, as_csv([licence(1)]), as_of=NOON - DAY)
    newer = delivered(tmp_path, one, as_csv([licence(1, content="更正后的虚构内容。")]))
    assert newer.corrected == 1
    change = Change.objects.get()
    assert (change.what, change.before["content"]) == (What.CORRECTED, "准予从事虚构的经营活动。")
    older = delivered(tmp_path, one, as_csv([licence(1, content="旧。")]), NOON + DAY, as_of=NOON - 2 * DAY)
    assert (older.corrected, older.older) == (0, 1)
    assert Record.objects.get().values["content"] == "更正后的虚构内容。"


def test_a_row_may_say_of_when_and_whose_it_is(tmp_path: Path) -> None:
    world = county()
    one = source(world.xian, mapping={"数据更新时间": "@as_of", "机关": "@agency", "流水号": ""})
    rows = [
        {**licence(1), "数据更新时间": "2026-02-20 08:00", "机关": world.ju.name, "流水号": "7"},
        {**licence(2), "数据更新时间": "2026-02-20 08:00", "机关": "ting", "流水号": "8"},
    ]
    done = delivered(tmp_path, one, as_csv(rows))
    assert done.message == ""
    assert set(Record.objects.values_list("agency__slug", flat=True)) == {"ju", "ting"}
    foreign = delivered(tmp_path, one, as_csv([{**licence(3), "机关": world.lin.name}]))
    assert foreign.stage == Stage.FAULTY
    assert "没有这个机关" in RowFault.objects.get(delivery=foreign).message


def test_names_of_persons_are_masked_and_sealed(tmp_path: Path) -> None:
    world = county()
    number = "110101199003074514"
    row = licence(
        1,
        party_name="甲虚构",
        party_kind="自然人",
        party_uscc="",
        party_id_kind="居民身份证",
        party_id_number=number,
    )
    done = delivered(tmp_path, source(world.ju), as_csv([row]))
    assert done.message == "", list(RowFault.objects.values_list("column", "message"))
    held = Record.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM registers_record")
        written = str(cursor.fetchall())
    assert "甲虚构" not in written
    assert number not in written
    assert "甲" in held.party
    officer = world.person()
    told = actions.see(record_id=held.pk, reason="核对当事人", by=officer, at=NOON)
    assert (told["party_name"], told["party_id_number"]) == ("甲虚构", number)
    assert LogEntry.objects.filter(action="records.reveal", subject=f"register_record:{held.pk}").exists()


def test_revoked_decisions_leave_the_public_view_and_stay(tmp_path: Path) -> None:
    world = county()
    one = source(world.ju, PENALTY)
    delivered(tmp_path, one, as_csv([penalty(1)], PENALTY), as_of=NOON - DAY)
    assert len(public_page(Asked(PENALTY)).rows) == 1
    revoked = penalty(1, status="撤销", status_changed_on="2026-02-27")
    done = delivered(tmp_path, one, as_csv([revoked], PENALTY))
    assert (done.left, done.message) == (1, "")
    assert public_page(Asked(PENALTY)).rows == ()
    held = Record.objects.get()
    assert (held.left_on, held.leave_by, held.left_at) == (date(2026, 2, 27), date(2026, 3, 3), NOON)
    assert [row.id for row in page(world.person(), Asked(PENALTY)).rows] == [held.pk]
    assert public_record(held.pk) is None
    assert public_page(Asked(PENALTY, words="第1虚构")).rows == ()


@pytest.mark.parametrize(
    ("changes", "column", "message"),
    [
        ({"decided_on": "2026-02-30"}, "许可决定日期", "没有这一天"),
        ({"party_uscc": "91350100M00010000X"}, "统一社会信用代码", "统一社会信用代码"),
        ({"category": "不知道"}, "许可类别", "不在可以填写的内容里"),
        ({"content": "=HYPERLINK(1)"}, "许可内容", "公式"),
        ({"document_title": ""}, "行政许可决定文书名称", "必填"),
        ({"decided_on": "2027-01-01"}, "许可决定日期", "还没有到"),
    ],
)
def test_one_bad_row_and_nothing_is_taken_in(
    tmp_path: Path, changes: dict[str, str], column: str, message: str
) -> None:
    world = county()
    done = delivered(tmp_path, source(world.ju), as_csv([licence(1), {**licence(2), **changes}, licence(3)]))
    assert (done.stage, done.faults) == (Stage.FAULTY, 1)
    assert not Record.objects.exists()
    assert not Staged.objects.exists()
    fault = RowFault.objects.get()
    assert (fault.row, fault.column) == (3, column)
    assert message in fault.message
    lines = "".join(faults_csv(OPERATOR, done.pk)).splitlines()
    assert lines[0] == "\ufeff行,列,问题和办法"
    assert lines[1].startswith(f"3,{column},")


def test_negative_money_is_refused(tmp_path: Path) -> None:
    world = county()
    done = delivered(tmp_path, source(world.ju, PENALTY), as_csv([penalty(1, fine="-0.05")], PENALTY))
    assert done.stage == Stage.FAULTY
    assert "负" in RowFault.objects.get().message


def test_rows_that_stand_twice_are_refused(tmp_path: Path) -> None:
    world = county()
    rows = [licence(1), licence(2), licence(1, document_no="云岭许准[2026]1号", content="另一种说法。")]
    done = delivered(tmp_path, source(world.ju), as_csv(rows))
    assert (done.stage, done.faults) == (Stage.FAULTY, 1)
    fault = RowFault.objects.get()
    assert fault.row == 4
    assert "与第2行是同一件" in fault.message
    assert not Record.objects.exists()


def test_dates_and_numbers_as_spreadsheets_have_them(tmp_path: Path) -> None:
    world = county()
    data = as_csv([licence(1, decided_on="46063", valid_from="2026年2月10日")]).decode().encode("gb18030")
    done = delivered(tmp_path, source(world.ju), data)
    assert (done.stage, done.message) == (Stage.APPLIED, "")
    assert Record.objects.get().dated_on == date(2026, 2, 10)


def test_a_formula_in_a_workbook_is_refused(tmp_path: Path) -> None:
    world = county()
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    row = licence(1)
    sheet.append(list(row))
    sheet.append([*list(row.values())[:-1], "=1+1"])
    book.save(tmp_path / "a.xlsx")
    done = delivered(tmp_path, source(world.ju), (tmp_path / "a.xlsx").read_bytes())
    assert done.stage in (Stage.FAULTY, Stage.FAILED)
    assert "公式" in done.message + "".join(RowFault.objects.values_list("message", flat=True))
    assert not Record.objects.exists()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "空文件"),
        (b"\x00\x01\x02\x03" * 50, ""),
        ("文书号,行政许可决定文书号\n1,2\n".encode(), ""),
        (as_csv([licence(1)]).splitlines()[0] + b"\n", "没有数据行"),
        (b'{"document_no": "1", "document_no": "2"}\n', ""),
    ],
)
def test_what_cannot_be_read_brings_nothing(tmp_path: Path, data: bytes, message: str) -> None:
    world = county()
    done = delivered(tmp_path, source(world.ju), data)
    assert done.stage in (Stage.FAILED, Stage.FAULTY)
    assert message in done.message
    assert not Record.objects.exists()
    assert not Staged.objects.exists()


def test_one_row_too_many_and_nothing_is_taken_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROWS", 3)
    world = county()
    full = delivered(tmp_path, source(world.ju), as_csv([licence(n) for n in range(1, 4)]))
    assert full.made == 3
    over = delivered(tmp_path, source(world.ju), as_csv([licence(n) for n in range(4, 8)]))
    assert (over.stage, over.made) == (Stage.FAILED, 0)
    assert Record.objects.count() == 3


def test_an_upload_is_previewed_confirmed_and_applied_by_the_workers() -> None:
    world = county()
    officer = world.person()
    taken = receive(as_jsonl([licence(1), licence(2)]), "报送.jsonl", kinds=frozenset({"jsonl"}))
    handed = Handed("报送.jsonl", taken.digest, taken)
    number = actions.begin(source_id=source(world.ju), handed=handed, by=officer, at=NOON)
    work_off(NOON)
    found = delivery(officer, number)
    assert found is not None
    assert (found.stage, found.made, found.rows) == (Stage.READY, 2, 2)
    assert [row.title[2:5] for row in preview(officer, number)] == ["第1号", "第2号"]
    assert not Record.objects.exists()
    assert delivery(world.person(at=world.other), number) is None
    with pytest.raises(PermissionDenied):
        actions.confirm(delivery_id=number, by=world.person(at=world.other), at=NOON)
    actions.confirm(delivery_id=number, by=officer, at=NOON)
    with pytest.raises(Refused):
        actions.confirm(delivery_id=number, by=officer, at=NOON)
    work_off(NOON)
    assert Record.objects.count() == 2
    assert Delivery.objects.get(pk=number).file.kept_until is None  # type: ignore[union-attr] # it has one
    assert [row.title[2:5] for row in public_page(Asked(LICENCE, words="第2号虚构事项")).rows] == ["第2号"]
    assert {entry.action for entry in LogEntry.objects.all()} >= {
        "registers.deliver",
        "registers.confirm",
        "registers.apply",
    }


def test_a_delivery_that_is_dropped_leaves_nothing() -> None:
    world = county()
    supervisor = world.person(Role.SUPERVISOR, world.xian)
    taken = receive(as_jsonl([licence(1)]), "报送.jsonl", kinds=frozenset({"jsonl"}))
    handed = Handed("报送.jsonl", taken.digest, taken)
    number = actions.begin(source_id=source(world.ju), handed=handed, by=supervisor, at=NOON)
    work_off(NOON)
    assert Staged.objects.count() == 1
    actions.drop(delivery_id=number, by=supervisor, at=NOON, reason="报错了")
    work_off(NOON)
    assert Staged.objects.count() == 0
    with pytest.raises(Refused):
        actions.confirm(delivery_id=number, by=supervisor, at=NOON)


@pytest.mark.parametrize("role", [Role.HANDLER, Role.SYSTEM_ADMINISTRATOR, Role.ASSESSOR])
def test_nobody_else_delivers(role: Role) -> None:
    world = county()
    with pytest.raises(PermissionDenied):
        actions.begin(
            source_id=source(world.ju), handed=Handed("a.csv", "0" * 64), by=world.person(role), at=NOON
        )
