"""Channels on the desk: from the register to a post, from an export to its figures, from a figure to its list."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from gongkai.channels.models import Carrier, Intake, Photo, Post, Rule, TallyVoid, Task
from gongkai.channels.queries import CarrierKind
from gongkai.demo.channels import picture
from gongkai.law.roles import Role
from gongkai.publication.queries.columns import columns
from tests.desk.carriers import standing
from tests.desk.once import made_once
from tests.desk.papers import public
from tests.desk.world import NOW, TODAY, World, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

OFFICER = Role.DISCLOSURE_OFFICER
TEXT = (
    "标题,发布时间,阅读数,链接\n云岭早安,2026-03-01 08:00,70,https://e.invalid/1\n云岭晚安,2026-03-02,80,\n"
)


once = made_once(OFFICER, Role.SUPERVISOR)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(OFFICER))


def account(made: World, kind: CarrierKind = CarrierKind.WECHAT, at: str = "own") -> int:
    return Carrier.objects.create(
        agency_id=made.agencies[at].id, kind=kind, name=f"云岭{kind.label}", opened_on=date(2020, 1, 1)
    ).pk


def read(client: Client, name: str, *args: Any, query: str = "") -> str:
    answer = client.get(reverse(f"desk:{name}", args=args) + query)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def send(client: Client, page: str, /, *args: Any, **data: Any) -> Any:
    return client.post(reverse(f"desk:{page}", args=args), data)


def test_carrier_is_entered_altered_and_closed(officer: Client) -> None:
    told = {
        "kind": "wechat",
        "name": "云岭发布",
        "opened_on": "2021-01-01",
        "account": "yunling",
        "office": "办公室",
        "filing": "not_filed",
    }
    agency = re.search(r'name="agency" value="(\d+)"', read(officer, "carrier_new"))
    assert agency is not None
    wrong = send(officer, "carrier_new", **told, agency=agency[1], filing_no="1号")
    assert wrong.status_code == 422
    assert "备案状态请选“已备案”" in wrong.content.decode()
    assert send(officer, "carrier_new", **told, agency=agency[1]).status_code == 302
    held = Carrier.objects.get()
    assert "1 个政务新媒体账号没有登记备案" in read(officer, "carriers")
    filed = {**told, "filing": "filed", "filed_on": "2021-02-01"}
    assert send(officer, "carrier_alter", held.pk, **filed).status_code == 302
    assert "已备案" in read(officer, "carrier", held.pk)
    assert send(officer, "carrier_close", held.pk, on="2026-03-01", reason="整合").status_code == 302
    assert "没有符合条件" in read(officer, "carriers")
    assert "2026-03-01 停用" in read(officer, "carriers", query="?state=closed")


def test_item_is_put_out_and_its_task_is_done(made: World, officer: Client) -> None:
    item, wechat = made.papers["own"].ready, account(made)
    public(item, NOW, "n/1")
    assert send(officer, "channel_task_new", item, carrier=wechat, due_on="2026-03-04").status_code == 302
    assert "待转发" in read(officer, "channel_tasks")
    address = reverse("desk:post_new", args=[wechat]) + f"?item={item}"
    assert officer.post(address, {"on": "2026-03-04", "address": "https://e.invalid/9"}).status_code == 302
    read(officer, "item_channels", item)  # which takes the message
    page = read(officer, "item_channels", item)
    assert page.index("本平台（政府网站）") < page.index("云岭微信公众号")
    assert "https://e.invalid/9" in page
    assert "没有这样的任务" in read(officer, "channel_tasks")
    assert "已转发" in read(officer, "channel_tasks", query="?tab=done")
    again = officer.post(address, {"on": "2026-03-04"})
    assert again.status_code == 422
    assert "已经登记过" in again.content.decode()


def test_photograph_is_kept_shown_and_printed(made: World, officer: Client) -> None:
    board = account(made, CarrierKind.NOTICE_BOARD)
    photo = SimpleUploadedFile("现场.png", picture(90))
    told = {"title": "公示", "on": "2026-03-03", "until": "2026-04-01", "photos": [photo]}
    assert send(officer, "post_new", board, **told).status_code == 302
    one = Photo.objects.get()
    assert officer.get(reverse("desk:post_photo", args=[one.pk])).status_code == 200
    sheet = read(officer, "channel_proofs")
    assert one.file.digest in sheet
    assert "2026-03-03 至 2026-04-01" in sheet
    odd = SimpleUploadedFile("现场.png", b"no picture")
    wrong = send(officer, "post_do", one.post_id, "photos", photos=[odd], taken_on="2026-03-04")
    assert wrong.status_code == 422
    assert Photo.objects.count() == 1


def test_export_is_previewed_taken_in_and_every_figure_leads_to_its_row(made: World, officer: Client) -> None:
    wechat = account(made)
    file = SimpleUploadedFile("导出.csv", TEXT.encode("gbk"))
    preview = send(officer, "channel_import", wechat, file=file)
    assert preview.status_code == 200
    assert not Post.objects.exists()
    html = preview.content.decode()
    assert "这是预览" in html
    token = re.search(r'name="preview" value="([^"]+)"', html)
    assert token is not None
    done = send(officer, "channel_import_confirm", wechat, preview=token[1], as_of="2026-03-04")
    intake = Intake.objects.get()
    assert done["Location"] == reverse("desk:channel_intake", args=[intake.pk])
    page = read(officer, "carrier", wechat)
    assert f'href="{reverse("desk:channel_intake", args=[intake.pk])}?after=1"' in page
    assert "导入文件第 2 行" in page
    shown = read(officer, "channel_intake", intake.pk)
    assert intake.digest in shown
    assert "云岭晚安" in shown
    file_page = officer.get(reverse("desk:channel_intake_file", args=[intake.pk]))
    assert b"".join(file_page.streaming_content) == TEXT.encode("gbk")  # type: ignore[attr-defined]
    assert send(officer, "channel_intake_void", intake.pk, reason="").status_code == 422
    assert send(officer, "channel_intake_void", intake.pk, reason="选错账号").status_code == 302
    assert "已经撤销：选错账号" in read(officer, "channel_intake", intake.pk)
    assert "还没有发布记录" in read(officer, "carrier", wechat)


def test_mistakes_of_a_file_stand_on_the_page_and_nothing_is_taken_in(made: World, officer: Client) -> None:
    wechat = account(made)
    file = SimpleUploadedFile("导出.csv", (TEXT + "云岭午安,昨天,10万+,\n").encode())
    page = send(officer, "channel_import", wechat, file=file)
    html = page.content.decode()
    assert page.status_code == 422
    assert "2 处错误，没有导入任何内容" in html
    assert "“昨天”不是日期" in html
    changed = send(officer, "channel_import_confirm", wechat, preview="changed", as_of="2026-03-04")
    assert changed["Location"] == reverse("desk:channel_import", args=[wechat])
    assert not Intake.objects.exists()


def test_figures_lead_to_lists_of_as_many_rows(made: World, officer: Client) -> None:
    public(made.papers["own"].ready, NOW, "n/1")
    wechat = account(made)
    for on, item in (("2026-03-02", ""), ("2026-03-04", f"?item={made.papers['own'].ready}")):
        address = reverse("desk:post_new", args=[wechat]) + item
        assert officer.post(address, {"on": on, "title": "" if item else "云岭早安"}).status_code == 302
    page = officer.get(reverse("desk:channel_statistics")).content.decode()
    found = re.findall(r'<a href="(/desk/channels/posts/\?[^"]+)">(\d+)</a>', page)
    assert len(found) > 10
    for address, figure in found:
        rows = officer.get(address.replace("&amp;", "&")).content.decode()
        assert f"共 {figure} 条" in rows, address
    totals = re.findall(r"<tfoot>.*?>(\d+)</a>.*?>(\d+)</a>", page)
    assert set(totals) == {("3", "2")}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_figures_as_files(officer: Client, kind: str) -> None:
    answer = officer.get(reverse("desk:channel_statistics"), {"as": kind})
    assert answer.status_code == 200
    assert f".{kind}" in answer["Content-Disposition"]


def test_stated_figures_are_flagged_with_the_difference(officer: Client) -> None:
    query = "?total=99031&gazette=64&website=61134&wechat=18363&toutiao=1650&media=6308&other=11576"
    page = read(officer, "channel_stated", query=query)
    assert "相加为99095，合计写作99031" in page
    assert "多 64" in page
    assert "“政府公报”一项" in page
    assert "相符" in read(officer, "channel_stated", query=query.replace("99031", "99095"))


def test_rule_is_set_and_ends(made: World, officer: Client) -> None:
    wechat = account(made)
    told = {"agency": made.agencies["own"].id, "carrier": wechat, "within": "2", "columns": "kind:policy"}
    assert send(officer, "channel_rules", **told).status_code == 302
    page = read(officer, "channel_rules")
    assert "发布后 2 个工作日" in page
    assert "已有同样的规则" in send(officer, "channel_rules", **told).content.decode()
    end = re.search(r'action="([^"]+/end/)"', page)
    assert end is not None
    assert officer.post(end[1]).status_code == 302
    assert "还没有规则" in read(officer, "channel_rules")


def test_rule_of_one_column(made: World, officer: Client) -> None:
    wechat, own = account(made), made.agencies["own"].id
    held = columns(own, TODAY)[0]
    told = {"agency": own, "carrier": wechat, "within": "1"}
    assert f'value="column:{held.id}"' in read(officer, "channel_rules")
    assert send(officer, "channel_rules", **told, columns="column:999999").status_code == 422
    assert send(officer, "channel_rules", **told, columns=f"column:{held.id}").status_code == 302
    rule = Rule.objects.get()
    assert (rule.column_id, rule.kind) == (held.id, "")
    assert f'data-label="栏目">{held.title}<' in read(officer, "channel_rules")


def test_who_keeps_several_chooses_the_agency_first(made: World) -> None:
    above = browser(made.user(Role.SUPERVISOR))
    wechat, child = account(made, at="child"), made.agencies["child"].id
    first = read(above, "channel_rules")
    assert "请先选择是哪个机关发布的信息" in first
    assert 'name="columns"' not in first
    second = read(above, "channel_rules", query=f"?agency={child}")
    assert f'<input type="hidden" name="agency" value="{child}"' in second
    assert send(above, "channel_rules", agency=child, carrier=wechat, within="1").status_code == 302
    assert Rule.objects.get().agency_id == child
    other = read(above, "channel_rules", query=f"?agency={made.agencies['other'].id}")
    assert 'name="columns"' not in other


def test_one_set_of_imported_figures_is_taken_back(made: World, officer: Client) -> None:
    held = standing(made, "own", "记号")
    address = reverse("desk:channel_figures_void", args=[held.tally])
    assert address in read(officer, "post", held.post)
    page = read(officer, "channel_figures_void", held.tally)
    assert "“记号导出.csv”第 2 行" in page
    assert send(officer, "channel_figures_void", held.tally, reason=" ").status_code == 422
    assert not TallyVoid.objects.exists()
    done = send(officer, "channel_figures_void", held.tally, reason="平台更正")
    assert done["Location"] == reverse("desk:post", args=[held.post])
    assert TallyVoid.objects.get().reason == "平台更正"
    assert "还没有数字" in read(officer, "post", held.post)
    assert officer.get(address).status_code == 404


def test_figures_for_a_yearly_report_lead_to_their_lists(made: World, officer: Client) -> None:
    public(made.papers["own"].ready, NOW, "n/1")
    wechat = account(made)
    for on, item in (("2026-03-02", ""), ("2026-03-04", f"?item={made.papers['own'].ready}")):
        address = reverse("desk:post_new", args=[wechat]) + item
        assert officer.post(address, {"on": on, "title": "" if item else "云岭早安"}).status_code == 302
    page = read(officer, "channel_yearly", query="?year=2026")
    assert "通过各渠道发布信息 3 次，其中政府网站 1 次，政务微信 2 次。" in page
    assert "发布信息 2 条，其中首发于政府网站 1 条，政务微信 1 条。" in page
    assert "到今天为止的数" in page
    for address, figure in re.findall(r'<a href="(/desk/channels/posts/\?[^"]+)">(\d+)</a>', page):
        rows = officer.get(address.replace("&amp;", "&")).content.decode()
        assert f"共 {figure} 条" in rows, address
    assert "这一年没有发布记录" in read(
        officer, "channel_yearly"
    )  # the year before, which reports are on now
    assert officer.get(reverse("desk:channel_yearly"), {"year": "2027"}).status_code == 422
    for kind in ("csv", "xlsx"):
        answer = officer.get(reverse("desk:channel_yearly"), {"year": "2026", "as": kind})
        assert f".{kind}" in answer["Content-Disposition"]


def test_menu_counts_open_tasks(made: World, officer: Client) -> None:
    standing(made, "own")
    entry = rf'href="{reverse("desk:channel_tasks")}">转发任务 ?<[^>]+>1<'
    assert re.search(entry, read(officer, "home"))


def test_supervisor_sees_those_below_and_nobody_beside(made: World) -> None:
    for at in ("own", "child", "other"):
        standing(made, at, f"记号{at}")
    page = read(browser(made.user(Role.SUPERVISOR)), "posts", query="?since=2020-01-01")
    assert "记号own" in page
    assert "记号child" in page
    assert "记号other" not in page
    mine = Task.objects.get(agency=made.agencies["child"].id)
    answer = browser(made.user(OFFICER)).get(reverse("desk:channel_task_drop", args=[mine.pk]))
    assert answer.status_code == 404


def test_lists_cost_the_same_queries_however_many_there_are(
    made: World, officer: Client, django_assert_num_queries: Any
) -> None:
    wechat = account(made)
    officer.get(reverse("desk:posts"))
    with CaptureCount() as before:
        officer.get(reverse("desk:posts"))
    for n in range(12):
        assert send(officer, "post_new", wechat, title=f"第{n}期", on="2026-03-02").status_code == 302
    officer.get(reverse("desk:posts"))  # which takes the messages
    with django_assert_num_queries(before.count):
        officer.get(reverse("desk:posts"))


class CaptureCount:
    """How many queries were asked."""

    def __enter__(self) -> "CaptureCount":
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        self._held = CaptureQueriesContext(connection)
        self._held.__enter__()
        return self

    def __exit__(self, *caught: Any) -> None:
        self._held.__exit__(*caught)
        self.count = len(self._held)
