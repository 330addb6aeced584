"""The register on the desk: lists on any day, the card, what is done with a document, counts whose figures open."""

import csv
from datetime import date
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.desk.normative.deeds import DEEDS, altered
from gongkai.law.normative import Effect
from gongkai.law.roles import Role
from gongkai.normative.actions import Altered
from gongkai.normative.models import Change, Document, Doing, Voiding
from tests.desk.case_pages import tidy
from tests.desk.once import made_once
from tests.desk.test_leaks import text_of
from tests.desk.world import World, browser
from tests.normative.register import changed, entered, row, three_articles
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
OFFICER, HANDLER, LEGAL, SUPERVISOR = (
    Role.DISCLOSURE_OFFICER,
    Role.HANDLER,
    Role.LEGAL_REVIEWER,
    Role.SUPERVISOR,
)
USUAL = {"interests": "on", "general": "on", "repeatable": "on", "made_public": "on", "marked": "unknown"}


once = made_once(OFFICER, HANDLER, LEGAL, SUPERVISOR)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


@pytest.fixture
def office(made: World) -> Office:
    return Office(Agency.objects.get(pk=made.agencies["own"].id))


@pytest.fixture
def officer(made: World) -> Client:
    return browser(made.user(OFFICER))


def read(client: Client, name: str, *args: object, query: str = "") -> str:
    answer = client.get(reverse(f"desk:{name}", args=args) + query)
    assert answer.status_code == 200, (name, answer.status_code)
    return text_of(answer)


def do(client: Client, document_id: int, what: str, **given: object) -> tuple[int, str]:
    answer = client.post(reverse("desk:document_do", args=[document_id, what]), given)
    return answer.status_code, answer.content.decode()


def pair(office: Office) -> tuple[int, int]:
    """An older document and one that may repeal it."""
    old = entered(office, "云政发〔2020〕1号", date(2020, 3, 1), title="旧的规定", articles=three_articles())
    new = entered(office, "云政发〔2025〕2号", date(2025, 6, 1), title="新的规定")
    return old, new


def test_the_list_of_today_and_of_a_day(office: Office, officer: Client) -> None:
    old, new = pair(office)
    changed(Effect.REPLACED, old, new, date(2025, 6, 1))
    assert "旧的规定" in read(officer, "documents", query="?tab=repealed")
    assert "旧的规定" not in read(officer, "documents", query="?tab=in_force")
    then = read(officer, "documents", query="?on=2021-01-01&tab=in_force")
    assert "旧的规定" in then
    assert "新的规定" not in then
    assert "云政发〔2025〕2号" in read(officer, "documents", query="?q=新的")
    rows = list(csv.reader(StringIO(read(officer, "documents_export", query="?on=2021-01-01"))))
    assert [line[1] for line in rows[1:]] == ["旧的规定"]


def test_a_document_is_taken_up_and_stepped_through(made: World) -> None:
    handler = browser(made.user(HANDLER))
    given = USUAL | {
        "agency": made.agencies["own"].id,
        "title": "关于虚构事项的办法",
        "kind": "normative_document",
    }
    answer = handler.post(reverse("desk:document_new"), given)
    assert answer.status_code == 302
    document_id = Document.objects.get(title="关于虚构事项的办法").pk
    assert "下一步" in read(handler, "document", document_id)
    status, _ = do(handler, document_id, "step", step="need_check", result="passed", on="2026-03-02")
    assert status == 302
    status, page = do(handler, document_id, "step", step="comment", result="passed", on="2027-03-02")
    assert status == 422
    assert "还没有发生" in page


def test_a_paper_of_a_step_is_kept_and_opened(office: Office, officer: Client) -> None:
    old, _ = pair(office)
    paper = SimpleUploadedFile("回执.txt", "虚构的备案回执".encode())
    status, page = do(officer, old, "step", step="file", result="passed", on="2020-03-09", file=paper)
    assert status == 302, page
    doing = Doing.objects.get(document=old, file__isnull=False)
    assert officer.get(reverse("desk:document_file", args=[old, doing.file_id])).status_code == 200
    assert officer.get(reverse("desk:document_file", args=[old, 999999])).status_code == 404


def test_a_change_is_seen_before_it_is_entered(office: Office, officer: Client) -> None:
    old, new = pair(office)
    given = {"way": "in", "other": "云政发〔2025〕2号", "effect": "replaced", "on": "2025-06-01"}
    status, page = do(officer, old, "change", **given, preview="1")
    assert status == 200
    assert "预览：还没有登记" in page
    assert "没有发现矛盾" in page
    assert not Change.objects.exists()
    status, _ = do(officer, old, "change", **given)
    assert status == 302
    assert row(old).validity == "repealed"
    page = read(officer, "document", old)
    assert f'href="{reverse("desk:document", args=[new])}"' in page
    assert "废止" in tidy(page)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"other": "没有的〔2020〕1号"}, "登记簿里没有这份文件"),
        ({"on": "2019-01-01"}, "2019年1月1日"),
        ({"effect": "amended", "articles": "改第三条"}, "请以“第几条”开头"),
    ],
)
def test_what_cannot_be_is_said_on_the_form(
    office: Office, officer: Client, given: dict[str, str], said: str
) -> None:
    old, _ = pair(office)
    usual = {"way": "in", "other": "云政发〔2025〕2号", "effect": "repealed", "on": "2025-06-01"}
    status, page = do(officer, old, "change", **(usual | given))
    assert status == 422
    assert said in page
    assert not Change.objects.exists()


def test_articles_of_a_change_as_they_are_typed() -> None:
    typed = "第三条 新的文字\n第二款。\n\n第五条 删去\n\n第四条之一（第四条之后）添加的文字"
    assert altered(typed) == (
        Altered("三", "新的文字\n第二款。"),
        Altered("五", None),
        Altered("四之一", "添加的文字", after="四"),
    )


def test_an_amendment_shows_in_the_text_of_the_day(office: Office, officer: Client) -> None:
    old, _ = pair(office)
    given = {"way": "in", "other": "新的规定", "effect": "amended", "on": "2025-06-01"}
    status, page = do(officer, old, "change", **given, articles="第二条 改过的文字。")
    assert status == 302, page
    assert "改过的文字。" in read(officer, "document", old)
    before = read(officer, "document", old, query="?on=2024-01-01")
    assert "改过的文字。" not in before
    assert "虚构的第二条。" in before


def test_what_was_a_mistake_is_taken_back_with_a_reason(office: Office, officer: Client) -> None:
    old, new = pair(office)
    change = changed(Effect.REPEALED, old, new, date(2025, 6, 1))
    page = read(officer, "document", old)
    assert f"{reverse('desk:document_do', args=[old, 'void_change'])}?row={change}" in page
    assert do(officer, old, "void_change", row=change)[0] == 422
    assert do(officer, old, "void_change", row=change, reason="登记错了")[0] == 302
    assert Voiding.objects.get(change=change).reason == "登记错了"
    assert row(old).validity == "valid"


def test_text_is_entered_article_by_article(office: Office, officer: Client) -> None:
    _, new = pair(office)
    assert do(officer, new, "articles", text="没有条文的文字")[0] == 422
    assert do(officer, new, "articles", text="第一条　目的。\n第二条　范围。")[0] == 302
    assert [each["number"] for each in row(new).articles] == ["一", "二"]


def test_what_is_put_right_stays_beside(office: Office, officer: Client) -> None:
    old, _ = pair(office)
    given = USUAL | {"kind": "normative_document", "number": "云政发〔2020〕1号", "issued_on": "2020-03-01"}
    status, page = do(
        officer, old, "correct", **given, title="更正的规定", published_on="2020-03-01", reason="标题录错"
    )
    assert status == 302, page
    page = tidy(read(officer, "document", old))
    assert "更正的规定" in page
    assert "标题录错" in page


@pytest.mark.parametrize("role", [LEGAL, HANDLER])
def test_whoever_may_not_is_not_offered_it(office: Office, made: World, role: Role) -> None:
    old, _ = pair(office)
    client = browser(made.user(role))
    assert reverse("desk:document_do", args=[old, "change"]) not in read(client, "document", old)
    assert do(client, old, "change")[0] == 403


def test_no_deed_without_its_name(office: Office, officer: Client) -> None:
    old, _ = pair(office)
    assert do(officer, old, "nonsense")[0] == 404
    for what in DEEDS:
        if what in ("publish", "issue", "describe"):
            continue
        assert officer.get(reverse("desk:document_do", args=[old, what])).status_code == 200, what


def test_documents_of_others_are_not_there(made: World, officer: Client) -> None:
    other = Office(Agency.objects.get(pk=made.agencies["other"].id))
    foreign = entered(other, "云外发〔2020〕1号", date(2020, 3, 1))
    assert officer.get(reverse("desk:document", args=[foreign])).status_code == 404
    assert do(officer, foreign, "link")[0] == 404


def test_every_figure_of_a_count_opens_its_documents(office: Office, officer: Client) -> None:
    old, new = pair(office)
    changed(Effect.REPLACED, old, new, date(2025, 6, 1))
    period = "?start=2024-12-31&end=2025-12-31"
    page = read(officer, "documents_counts", query=period)
    assert "相符" in page
    for what, listed in (("opening", "旧的规定"), ("repealed", "旧的规定"), ("made", "新的规定")):
        assert f"what={what}" in page
        found = read(officer, "documents_cell", query=f"{period}&what={what}")
        assert listed in found
        assert " 1 件" in found
    rows = list(csv.reader(StringIO(read(officer, "documents_counts_export", query=period))))
    assert rows[1][1:] == ["1", "1", "0", "0", "1", "0", "0", "1", "相符"]
    assert "期末" in read(officer, "documents_cell")
    assert officer.get(reverse("desk:documents_cell") + "?what=nonsense").status_code == 404
    backwards = officer.get(reverse("desk:documents_counts") + "?start=2025-01-02&end=2025-01-01")
    assert backwards.status_code == 422


def test_gaps_of_numbers_are_named(office: Office, officer: Client) -> None:
    entered(office, "云政发〔2025〕1号", date(2025, 1, 1))
    entered(office, "云政发〔2025〕4号", date(2025, 1, 2))
    page = read(officer, "documents_serials")
    assert "缺2—3" in page
    assert "2—3" in tidy(page)


def test_what_is_to_be_done_is_listed(office: Office, officer: Client) -> None:
    soon = entered(office, "云政发〔2021〕1号", date(2021, 4, 1), valid_until=date(2026, 4, 30))
    page = read(officer, "documents_tasks", query="?kind=expiring")
    assert reverse("desk:document", args=[soon]) in page
    assert "自动失效" in page


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?made=30&repealed=23&in_force=109", "没有上年数，不能核对"),
        ("?made=30&repealed=23&in_force=109&before=102", "相互衔接"),
        ("?made=30&repealed=0&in_force=10", "不可能"),
        ("?made=1&repealed=0&in_force=1&before=0&percent=86", "没有写明"),
    ],
)
def test_figures_of_a_report_are_checked(officer: Client, query: str, said: str) -> None:
    assert said in read(officer, "documents_stated", query=query)


def test_a_list_is_seen_before_it_is_taken_in(made: World, officer: Client) -> None:
    text = "标题,文号,制发日期,公布日期\n虚构的甲办法,云政发〔2021〕7号,2021-05-01,2021-05-01\n"
    given = {"agency": made.agencies["own"].id}
    file = SimpleUploadedFile("登记簿.csv", text.encode("gbk"))
    page = officer.post(reverse("desk:documents_import"), given | {"file": file})
    assert page.status_code == 200, text_of(page)
    assert not Document.objects.filter(title="虚构的甲办法").exists()
    token = page.content.decode().split('name="preview" value="')[1].split('"')[0]
    assert officer.post(reverse("desk:documents_import_confirm"), {"preview": token}).status_code == 302
    assert Document.objects.filter(title="虚构的甲办法").count() == 1


def test_a_list_with_a_mistake_names_row_and_column(made: World, officer: Client) -> None:
    text = "标题,文号,制发日期,公布日期\n虚构的甲办法,云政发〔2021〕7号,不是日期,2021-05-01\n"
    file = SimpleUploadedFile("登记簿.csv", text.encode())
    answer = officer.post(reverse("desk:documents_import"), {"agency": made.agencies["own"].id, "file": file})
    assert answer.status_code == 422
    assert "制发日期" in tidy(text_of(answer))


def test_documents_are_handed_over(office: Office, made: World) -> None:
    old, _ = pair(office)
    supervisor = browser(made.user(SUPERVISOR))
    given = {
        "of_id": made.agencies["own"].id,
        "to_id": made.agencies["child"].id,
        "on": "2026-01-01",
        "reason": "机构改革方案（虚构）",
    }
    assert supervisor.post(reverse("desk:documents_move"), given).status_code == 302
    assert row(old).holder_id == made.agencies["child"].id


def test_lists_ask_the_same_however_many_there_are(office: Office, officer: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            read(officer, "documents")
            read(officer, "documents", query="?on=2021-01-01")
        return len(seen)

    pair(office)
    asked()  # what is asked only once
    few = asked()
    for number in range(10, 35):
        entered(office, f"云政发〔2020〕{number}号", date(2020, 4, 1))
    assert asked() == few


def test_forms_begin_with_what_is_known(office: Office, officer: Client) -> None:
    old, _ = pair(office)
    page = read(officer, "document_do", old, "correct")
    assert 'value="旧的规定"' in page
    assert 'value="2020-03-01"' in page
