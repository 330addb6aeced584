"""Everything wrong that the bodies below hand in, tried through the pages: it is said clearly, nothing is overwritten, nothing lost."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongkai.agencies import actions as organisation
from gongkai.agencies.queries import row
from gongkai.annual_reports.actions import compile_report, set_by_hand
from gongkai.annual_reports.models import Compiled, HandedIn, Scope
from gongkai.annual_reports.queries.texts import earlier_texts, newest_text
from gongkai.documents.annual.writing import Kind
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from tests.annual_reports.year import AT, YEAR, applied, whole
from tests.desk.handing import GRANTED, NEW, Office, complete, kept, of_town, office, text
from tests.desk.reporting import PART, under_way
from tests.desk.world import NOW, appoint, browser, world
from tests.documents.annual import handed_in as files
from tests.law.report.reports import balanced_2019, with_cells

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk", "_files")]

REFUSED = "这份文件不能收取，没有保存任何内容"
WHY: dict[str, Any] = {"by": OPERATOR, "at": AT, "reason": "云编发〔2025〕3号（虚构示例）"}


@pytest.fixture
def at() -> Office:
    return office()


def unbalanced() -> bytes:
    return files.handed_in(with_cells(of_town(), {"t3.granted.total": 99}), Kind.XLSX)


def of_other_form() -> bytes:
    title = "云岭县清河镇人民政府2025年政府信息公开工作年度报告"
    old = replace(balanced_2019(), title=title, report_year=YEAR, agency_name="云岭县清河镇人民政府")
    return files.handed_in(old, Kind.XLSX)


def of_other_year() -> bytes:
    title = "云岭县清河镇人民政府2024年政府信息公开工作年度报告"
    return files.handed_in(replace(of_town(), title=title, report_year=2024), Kind.XLSX)


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (of_other_year, "这是2024年度的报告，本次要求报送2025年度的报告"),
        (of_other_form, "应当使用2021年格式"),
        (unbalanced, "勾稽关系不平"),
        (lambda: files.handed_in(of_town(name="云岭县石桥镇"), Kind.XLSX), "请确认没有选错文件"),
        (lambda: files.handed_in(with_cells(of_town(), {GRANTED: None}), Kind.XLSX), "没有发生的请填 0"),
        (files.with_formula, "单元格是公式"),
        (lambda: files.with_formula("=cmd|' /C calc'!A0"), "单元格是公式"),
        (files.with_hidden_sheet, "有隐藏的工作表"),
        (files.with_outside_template, "从别处取内容"),
        (files.with_text_for_a_figure, "约五千"),
        ("不是报告".encode, "年报"),
    ],
)
def test_a_wrong_file_is_told_and_not_kept(at: Office, make: Callable[[], bytes], told: str) -> None:
    data = make()
    ending = "docx" if b"word/" in data else "xlsx" if data.startswith(b"PK") else "txt"
    page = at.bring(at.tree.town, data, f"年报.{ending}")
    assert told in page
    assert REFUSED in page
    assert "确认收取" not in page
    # whoever sends the form all the same is told as well
    assert "不能收取，没有保存" in at.confirm(page)
    assert kept() == 0


@pytest.mark.parametrize(
    ("data", "name", "told"),
    [
        (files.bomb(Kind.XLSX), "年报.xlsx", "年报.xlsx"),
        (files.with_part(Kind.XLSX, "xl/vbaProject.bin", b"\xd0\xcf"), "年报.xlsx", "带有宏"),
        (b"MZ\x90\x00" * 50, "年报.xlsx", "不是可以上传的文件"),
        (b"", "年报.xlsx", "空"),
        (files.handed_in(of_town(), Kind.DOCX), "年报.xlsx", "与扩展名"),
    ],
    ids=["bomb", "macro", "program", "empty", "renamed"],
)
def test_a_hostile_file_does_not_come_in_at_all(at: Office, data: bytes, name: str, told: str) -> None:
    page = at.bring(at.tree.town, data, name)
    assert told in page
    assert 'name="preview"' not in page
    assert kept() == 0
    if data:
        assert LogEntry.objects.filter(action="files.refuse").exists()


def test_of_two_who_confirm_at_once_one_is_told(at: Office) -> None:
    second = replace(at, client=browser(appoint("xian-zwei", row(at.tree.county), Role.SUPERVISOR)))
    mine = at.bring(at.tree.town, files.handed_in(of_town(6), Kind.JSON), "甲.json")
    theirs = second.bring(at.tree.town, files.handed_in(of_town(9), Kind.JSON), "乙.json")
    assert "已收取（第 1 份）" in at.confirm(mine)
    assert "已经收取了云岭县清河镇人民政府的另一份文件（第 1 份）" in second.confirm(theirs)
    assert "另一份文件" in at.confirm(mine)
    assert (kept(), HandedIn.objects.get().file.name) == (1, "甲.json")


def test_a_preview_of_somebody_else_is_not_confirmed(at: Office) -> None:
    second = replace(at, client=browser(appoint("xian-zwei", row(at.tree.county), Role.SUPERVISOR)))
    page = at.bring(at.tree.town, files.handed_in(of_town(), Kind.JSON), "甲.json")
    assert "您不能办理" in second.confirm(page)
    changed = page.replace('name="preview" value="', 'name="preview" value="x', 1)
    assert "已经过期、已经用过，或者被改动" in at.confirm(changed)
    assert kept() == 0


def test_who_is_missing_or_fails_is_named_with_the_way_to_put_it_right(at: Office) -> None:
    complete(at.tree.county)
    complete(at.tree.finance)
    assert "2 个机关没有报送或者有错误" in at.compile()
    page = at.below()
    assert "还没有编制，也没有报送" in page
    way = f"{reverse('desk:reports_hand_in')}?year={YEAR}&amp;agency={at.tree.town.pk}"
    assert way in page
    chosen = at.page("reports_hand_in", year=YEAR, agency=at.tree.town.pk)
    assert f'<option value="{at.tree.town.pk}" selected>' in chosen


def test_a_body_merged_in_mid_year_counts_once_and_may_hand_in_its_half(at: Office) -> None:
    applied(at.tree.finance, date(2025, 3, 3), date(2025, 4, 1), "granted")
    organisation.merge(agency_ids=[at.tree.finance.pk], into_id=at.tree.water.pk, on=date(2025, 7, 1), **WHY)
    for agency in (at.tree.county, at.tree.water, at.tree.town):
        complete(agency)
    at.compile()
    assert "已并入云岭县水利局，数据计入该机关" in at.below()
    assert whole(at.tree.county, YEAR, Scope.ROLLED_UP).cells[GRANTED] == 1
    half = replace(
        of_town(4),
        title="云岭县财政局2025年政府信息公开工作年度报告",
        agency_name="云岭县财政局",
    )
    assert "已收取" in at.taken(at.tree.finance, half)
    at.compile()
    assert "它另有自己的报告，请云岭县水利局重新汇编，分开计入" in at.below()
    assert whole(at.tree.county, YEAR, Scope.ROLLED_UP).cells[GRANTED] == 1
    compile_report(at.tree.water.pk, YEAR, Scope.OWN, by=OPERATOR, at=NOW)
    assert "重新汇总" in at.below()
    at.compile()
    assert whole(at.tree.county, YEAR, Scope.ROLLED_UP).cells[GRANTED] == 4


def test_a_late_correction_shows_by_body_and_cell_and_the_sum_stays_until_it_is_made_anew(at: Office) -> None:
    for agency in (at.tree.county, at.tree.finance, at.tree.water):
        complete(agency)
    at.taken(at.tree.town, of_town(6))
    at.compile()
    assert "没有变动" in at.below()
    at.taken(at.tree.town, of_town(9))
    set_by_hand(
        whole(at.tree.water).id, {GRANTED: 2, NEW: 2}, reason="补录", source="台账", by=OPERATOR, at=NOW
    )
    page = at.below()
    assert "云岭县清河镇人民政府</h3>" in page
    assert "云岭县水利局</h3>" in page
    assert "<del>6</del>" in page
    assert "<ins>9</ins>" in page
    assert "重新汇总" in page
    held = whole(at.tree.county, YEAR, Scope.ROLLED_UP)
    assert held.cells[NEW] == 6
    at.compile()
    assert whole(at.tree.county, YEAR, Scope.ROLLED_UP).cells[NEW] == 11
    assert Compiled.objects.filter(working=held.id).count() == 2
    assert "没有变动" in at.below()


def test_two_editors_lose_nothing() -> None:
    made = world(Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD)
    working_id = under_way(made.agencies["own"], NOW)
    place = reverse("desk:report_text", args=[working_id, PART])
    one, other = (browser(made.user(role)) for role in (Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD))
    one.post(place, {"number": 1, "text": "甲写的。"})
    page = text(other.post(place, {"number": 1, "text": "乙写的。"}))
    assert "甲写的。" in page
    assert "乙写的。" in page
    other.post(place, {"number": 2, "text": "甲写的。乙写的。"})
    assert newest_text(working_id, PART).text == "甲写的。乙写的。"
    assert [each.text for each in earlier_texts(working_id, PART)][1] == "甲写的。"
