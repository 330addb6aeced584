"""Files of bodies below: seen, taken in, counted, replaced with visible differences, sent back; old reports; rules; packages."""

from dataclasses import replace
from io import BytesIO
from threading import BoundedSemaphore

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.agencies.queries import row
from gongkai.annual_reports.actions import handing
from gongkai.annual_reports.models import AnnualReport, HandedIn, Scope, SentBack
from gongkai.documents.annual.package import opened
from gongkai.documents.annual.writing import Kind
from gongkai.law.report.content import Report
from gongkai.law.roles import Role
from gongkai.records.models import LogEntry, StoredFile
from tests.annual_reports.county import made as county_of
from tests.annual_reports.county import published
from tests.annual_reports.year import YEAR, body, whole
from tests.desk.handing import NEW, Office, complete, kept, of_town, office, text, token
from tests.desk.reporting import charted
from tests.desk.world import NOW, appoint, browser, world
from tests.documents.annual.handed_in import handed_in
from tests.law.report.reports import balanced_2019, with_cells

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk", "_files")]


def old(name: str = "云岭县人民政府") -> Report:
    """A right report on 2019."""
    title = f"{name}2019年政府信息公开工作年度报告"
    return replace(balanced_2019(), report_year=2019, agency_name=name, title=title)


@pytest.fixture
def at() -> Office:
    return office()


@pytest.mark.parametrize("kind", [Kind.XLSX, Kind.DOCX, Kind.JSON])
def test_a_file_is_seen_then_taken_in_and_counts(at: Office, kind: Kind) -> None:
    for agency in (at.tree.county, at.tree.finance, at.tree.water):
        complete(agency)
    page = at.bring(at.tree.town, handed_in(of_town(), kind), f"清河镇年报.{kind}")
    assert "还没有收取" in page
    assert "第 1 份" in page
    assert kept() == 0
    done = at.confirm(page, note="邮件报送")
    assert "已收取（第 1 份）" in done
    assert "清河镇年报" in done
    assert StoredFile.objects.get().kept_until is None
    assert "没有妨碍报送的问题" not in at.compile()
    assert "报送的文件" in at.below()
    assert whole(at.tree.county, YEAR, Scope.ROLLED_UP).cells[NEW] == 6
    assert not AnnualReport.objects.exists()


def test_a_second_file_is_a_new_version_with_its_differences(at: Office) -> None:
    at.taken(at.tree.town, of_town(6))
    page = at.bring(at.tree.town, handed_in(of_town(9), Kind.JSON), "更正.json")
    assert "与第 1 份相比" in page
    assert "<del>6</del>" in page
    assert "<ins>9</ins>" in page
    at.confirm(page)
    first, second = HandedIn.objects.order_by("number")
    assert (first.number, second.number, first.content == second.content) == (1, 2, False)
    shown = at.page("reports_handed_one", second.pk)
    assert "<ins>9</ins>" in shown
    assert "已被后一份代替" in at.page("reports_handed", year=YEAR)
    answer = at.client.get(reverse("desk:reports_handed_file", args=[second.pk]))
    assert b"".join(answer.streaming_content).startswith(b"{")  # type: ignore[attr-defined]


def test_the_same_again_is_told_and_adds_nothing(at: Office) -> None:
    at.taken(at.tree.town, of_town())
    assert "与已经收取的第 1 份相同" in at.taken(at.tree.town, of_town())
    assert kept() == 1


def test_too_many_files_at_once_are_told_to_wait(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing, "turns", BoundedSemaphore(1))
    monkeypatch.setattr(handing, "PATIENCE", 0.01)
    with handing.turns:
        assert handing.BUSY in at.bring(at.tree.town, handed_in(of_town(), Kind.JSON), "a.json")
    assert "还没有收取" in at.bring(at.tree.town, handed_in(of_town(), Kind.JSON), "a.json")


def test_what_was_taken_in_by_mistake_is_taken_back_and_the_one_before_counts(at: Office) -> None:
    at.taken(at.tree.town, of_town(6))
    at.taken(at.tree.town, of_town(9))
    second = HandedIn.objects.get(number=2)
    place = reverse("desk:reports_handed_end", args=[second.pk])
    assert "请填写撤销的理由" in text(at.client.post(place, {"why": ""}, follow=True))
    assert "已撤销" in text(at.client.post(place, {"why": "选错了文件"}, follow=True))
    assert "选错了文件" in at.page("reports_handed_one", second.pk)
    at.compile()
    assert whole(at.tree.county, YEAR, Scope.ROLLED_UP).cells[NEW] == 6
    assert "已经撤销" in text(at.client.post(place, {"why": "再撤"}, follow=True))
    at.taken(at.tree.town, of_town(7))
    assert HandedIn.objects.filter(number=3).exists()


def test_what_is_sent_back_is_noted_and_not_kept(at: Office) -> None:
    page = at.bring(at.tree.town, handed_in(of_town(), Kind.JSON), "年报.json")
    assert "请填写退回的意见" in at.confirm(page, back="1", remarks="")
    done = at.confirm(page, back="1", remarks="请改用盖章的定稿。")
    assert "请改用盖章的定稿" in done
    assert (kept(), SentBack.objects.get().file_name) == (0, "年报.json")
    assert StoredFile.objects.get().kept_until is not None
    assert LogEntry.objects.filter(action="annual_reports.send_back").exists()


def test_of_a_government_that_speaks_of_itself_alone_nothing_counts_for_those_below(at: Office) -> None:
    city = body("shi", "云岭市人民政府", "government", "prefecture")
    Agency.objects.filter(pk=at.tree.county.pk).update(parent=city)
    client = browser(appoint("shi-supervisor", row(city), Role.SUPERVISOR))
    above = replace(at, client=client)
    report = of_town(6, "云岭县")
    report = replace(report, agency_name="云岭县人民政府")
    above.confirm(above.bring(at.tree.county, handed_in(report, Kind.JSON), "a.json", scope="own"))
    complete(city)
    done = client.post(
        reverse("desk:reports_compile"), {"agency": city.pk, "year": YEAR, "scope": "rolled_up"}, follow=True
    )
    assert "下级数据还没有汇总" in text(done)
    above.confirm(above.bring(at.tree.county, handed_in(report, Kind.JSON), "a.json", scope="rolled_up"))
    client.post(
        reverse("desk:reports_compile"), {"agency": city.pk, "year": YEAR, "scope": "rolled_up"}, follow=True
    )
    assert whole(city, YEAR, Scope.ROLLED_UP).cells[NEW] == 6


def test_nobody_takes_in_the_file_of_their_own_agency(at: Office) -> None:
    town = replace(at, client=browser(appoint("qinghe-above", row(at.tree.town), Role.SUPERVISOR)))
    page = town.bring(at.tree.town, handed_in(of_town(), Kind.JSON), "年报.json")
    assert "还没有收取" not in page
    officer = browser(appoint("xian-officer", row(at.tree.county), Role.DISCLOSURE_OFFICER))
    assert officer.get(reverse("desk:reports_hand_in")).status_code == 403
    assert kept() == 0


def bring_old(at: Office, data: bytes, name: str = "旧年报.docx", year: int = 2019, **more: object) -> str:
    given = {
        "agency": at.tree.county.pk,
        "year": year,
        "origin": "县政府网站",
        "file": SimpleUploadedFile(name, data),
        **more,
    }
    return text(at.client.post(reverse("desk:reports_import"), given))


def test_an_old_report_is_seen_then_imported_as_the_version_of_its_year(at: Office) -> None:
    wrong = with_cells(old(), {"t3.granted.total": 99999})
    page = bring_old(at, handed_in(wrong, Kind.DOCX))
    assert "这些不妨碍导入" in page
    assert "R30" in page
    assert not AnnualReport.objects.exists()
    given = {"preview": token(page)}
    done = text(at.client.post(reverse("desk:reports_import_confirm"), given, follow=True))
    one = AnnualReport.objects.get()
    assert (one.year, one.version, one.origin) == (2019, 1, "县政府网站")
    assert "县政府网站" in done
    again = text(at.client.post(reverse("desk:reports_import_confirm"), given, follow=True))
    assert "另有第 1 版" in again
    page = bring_old(at, handed_in(old(), Kind.DOCX))
    assert "与第 1 版相比" in page
    assert "<del>99999</del>" in page


@pytest.mark.parametrize(
    ("said", "year", "told"),
    [
        (of_town(), 2019, "这是2025年度的报告"),
        (old("云岭县清河镇人民政府"), 2019, "请确认没有选错文件"),
    ],
)
def test_what_is_no_report_of_that_body_and_year_is_not_imported(
    at: Office, said: object, year: int, told: str
) -> None:
    page = bring_old(at, handed_in(said, Kind.DOCX), year=year)  # type: ignore[arg-type]
    assert told in page
    assert "确认导入" not in page
    given = {"preview": token(page)} if 'name="preview"' in page else {"preview": "x"}
    at.client.post(reverse("desk:reports_import_confirm"), given)
    assert not AnnualReport.objects.exists()


def test_a_report_that_is_made_here_is_not_imported() -> None:
    at_county = county_of()
    published(at_county)
    client = browser(appoint("ju-officer-2", at_county.bureau, Role.DISCLOSURE_OFFICER))
    given = {
        "agency": at_county.bureau.id,
        "year": 2025,
        "origin": "网站",
        "file": SimpleUploadedFile("a.json", handed_in(of_town(), Kind.JSON)),
    }
    page = text(client.post(reverse("desk:reports_import"), given))
    assert "请在报告页面办理更正" in page
    assert AnnualReport.objects.count() == 1


def test_a_report_that_is_not_due_yet_goes_through_sign_off() -> None:
    made = world(Role.DISCLOSURE_OFFICER)  # the fourth of March: the county has until the end of the month
    given = {
        "agency": made.agencies["own"].id,
        "year": 2025,
        "origin": "网站",
        "file": SimpleUploadedFile("a.json", handed_in(of_town(), Kind.JSON)),
    }
    page = text(browser(made.user(Role.DISCLOSURE_OFFICER)).post(reverse("desk:reports_import"), given))
    assert "还没有到公布期限" in page


def test_which_bodies_count_is_said_with_a_reason_and_taken_back(at: Office) -> None:
    assert "国家税务总局云岭县税务局" in at.page("reports_rules")
    given = {"agency": at.tree.water.pk, "counts": "no", "first_year": 2025, "reason": "随省级系统报告"}
    add = reverse("desk:reports_rule_add")
    assert "理由" in text(at.client.post(add, {**given, "reason": ""}, follow=True))
    assert "已设定" in text(at.client.post(add, given, follow=True))
    for agency in (at.tree.county, at.tree.finance, at.tree.town):
        complete(agency)
    at.compile()
    page = at.below()
    assert "随省级系统报告" in page
    assert "随本系统报告，不计入本地汇总" in page
    rules = at.page("reports_rules")
    number = next(part.split("/")[0] for part in rules.split("/reports/rules/")[1:] if part[0].isdigit())
    place = reverse("desk:reports_rule_end", args=[number])
    assert "已撤销" in text(at.client.post(place, {"why": "误设"}, follow=True))
    at.compile()
    assert "随省级系统报告" not in at.below()
    assert at.client.post(reverse("desk:reports_rule_end", args=[999_999]), {"why": "x"}).status_code == 404


def test_a_published_report_is_packed_and_that_is_logged() -> None:
    at_county = county_of()
    working_id = published(at_county)
    client = browser(appoint("ju-officer-2", at_county.bureau, Role.DISCLOSURE_OFFICER))
    assert "交换包" in text(client.get(reverse("desk:report", args=[working_id])))
    answer = client.post(reverse("desk:report_package", args=[working_id]))
    found = opened(BytesIO(answer.content).getvalue(), "包.zip")
    assert (found.faults, found.sender, found.deposits[0].year) == ((), "云岭县农业农村局", 2025)
    assert LogEntry.objects.filter(action="annual_reports.pack", version=found.digest).exists()


def test_what_is_not_published_is_not_packed() -> None:
    made = world(Role.DISCLOSURE_OFFICER, Role.LEADER)
    working_id = charted(made.agencies["own"], NOW)
    place = reverse("desk:report_package", args=[working_id])
    client = browser(made.user(Role.DISCLOSURE_OFFICER))
    assert "还没有发布" in text(client.post(place, follow=True))
    assert browser(made.user(Role.LEADER)).post(place).status_code == 403


def test_the_preview_shows_tables_and_charts_in_their_places() -> None:
    made = world(Role.DISCLOSURE_OFFICER)
    working_id = charted(made.agencies["own"], NOW)
    client = browser(made.user(Role.DISCLOSURE_OFFICER))
    page = text(client.get(reverse("desk:report_preview", args=[working_id])))
    assert page.index("专栏已改版") < page.index("official t2") < page.index("official t3")
    assert 'alt="图1　政府信息公开申请收到和办理情况（单位：件）：本年新收1件' in page
    drawn = client.get(reverse("desk:report_chart", args=[working_id, 0]))
    assert drawn["Content-Type"] == "image/svg+xml"
    assert drawn.content.startswith(b"<svg")
    assert b"<script" not in drawn.content
    assert client.get(reverse("desk:report_chart", args=[working_id, 9])).status_code == 404
    sheet = client.get(reverse("desk:report_paper", args=[working_id, "xlsx"]))
    assert sheet.content.startswith(b"PK")
    assert "草稿" in sheet["Content-Disposition"] or "filename*" in sheet["Content-Disposition"]
    assert client.get(reverse("desk:report_paper", args=[working_id, "html"])).status_code == 404
