"""Items on the desk: listed by how they stand, reviewed, published, taken back, compared; the register of what is withheld."""

import csv
import re
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.publication import actions
from gongkai.publication.models import Edition, Item, Stand, Withholding
from gongkai.records.models import LogEntry
from gongkai.signoff import actions as signoff
from tests.desk.papers import PICTURE, PIXEL, drafted, public
from tests.desk.test_leaks import text_of
from tests.desk.world import NOW, World, actor, browser, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
LIST_QUERIES = {Role.DISCLOSURE_OFFICER: 21, Role.SUPERVISOR: 20}
"""Of these, the menu takes the counts of what waits, of what is approved, of what is to be looked at again."""
STAFF = (Role.DISCLOSURE_OFFICER, Role.SECRECY_REVIEWER, Role.OFFICE_HEAD, Role.LEADER)


@pytest.fixture
def made() -> World:
    made = world(*STAFF)
    Agency.objects.filter(pk=made.agencies["own"].id).update(organ_code="000014349")
    return made


def read(client: Client, name: str, *args: object, **asked: str | int) -> str:
    return text_of(client.get(reverse(f"desk:{name}", args=args), asked))


def do(client: Client, item_id: int, what: str, **given: object) -> tuple[int, str]:
    """Do something with the open edition; status and text of the answer."""
    opened = Edition.objects.filter(item=item_id, published_at=None, ended_at=None).first()
    data = {"edition_id": opened.pk if opened else "", **given}
    answer = client.post(reverse("desk:item_do", args=[item_id, what]), data)
    return answer.status_code, answer.content.decode()


def approve(made: World, item_id: int) -> int:
    """Every step agrees to a sent item; the number of its edition."""
    edition = Edition.objects.get(item=item_id, published_at=None, ended_at=None)
    review(browser(made.user(Role.SECRECY_REVIEWER)), item_id)
    assert edition.round_id is not None
    for step, role in (("office", Role.OFFICE_HEAD), ("signature", Role.LEADER)):
        signoff.say(
            round_id=edition.round_id,
            step=step,
            verdict=Verdict.AGREE,
            digest=edition.digest,
            by=actor(made.user(role)),
            at=NOW,
        )
    return edition.pk


def review(client: Client, item_id: int, conclusion: str = "clear", **more: str) -> int:
    """Open the page, fill in the review and send it."""
    page = read(client, "item", item_id)
    hidden = dict(re.findall(r'name="(digest)" value="([^"]+)"', page))
    parts = dict.fromkeys(re.findall(r'name="(part_\d+)"', page), conclusion)
    answer = client.post(reverse("desk:item_review", args=[item_id]), {**hidden, **parts, **more})
    return answer.status_code


class TestList:
    """The list, its tabs and filters, its file."""

    def test_each_tab_has_what_stands_so(self, made: World) -> None:
        client, papers = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"]
        public(papers.ready, NOW, "000014349/2026-00001")
        found = {
            tab: set(map(int, re.findall(r'href="/desk/items/(\d+)/"', read(client, "items", tab=tab))))
            for tab in ("all", "draft", "in_sign_off", "approved", "public", "withheld", "withdrawn", "gone")
        }
        withheld = Withholding.objects.get(pk=papers.withheld).item_id
        assert found["all"] == {papers.item, papers.sent, papers.ready, withheld}
        assert found["draft"] == {papers.item}
        assert found["in_sign_off"] == {papers.sent}
        assert found["public"] == {papers.ready}
        assert found["withheld"] == {withheld}
        assert found["approved"] == found["withdrawn"] == found["gone"] == set()

    def test_changed_after_approval_is_a_draft_again(self, made: World) -> None:
        client, item_id = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"].sent
        edition_id = approve(made, item_id)
        assert f"/desk/items/{item_id}/" in read(client, "items", tab="approved")
        actions.attach(
            edition_id=edition_id,
            data=PIXEL,
            name="补.png",
            by=actor(made.user(Role.HANDLER)),
            at=NOW,
        )
        assert f"/desk/items/{item_id}/" not in read(client, "items", tab="approved")
        assert f"/desk/items/{item_id}/" in read(client, "items", tab="draft")

    def test_words_numbers_and_columns_limit_it(self, made: World) -> None:
        client, papers = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"]
        public(papers.ready, NOW, "000014349/2026-00001")
        assert f"/desk/items/{papers.ready}/" in read(client, "items", q="防汛")
        assert f"/desk/items/{papers.ready}/" in read(client, "items", q="000014349/2026-00001")
        assert f"/desk/items/{papers.ready}/" not in read(client, "items", q="抗旱")
        column = Item.objects.get(pk=papers.ready).column_id or 0
        assert f"/desk/items/{papers.ready}/" in read(client, "items", column=column)
        assert "没有符合条件" in read(client, "items", q="没有的")

    def test_pages_follow_each_other_without_gap(self, made: World) -> None:
        agency, writer = made.agencies["own"], actor(made.user(Role.HANDLER))
        for number in range(40):
            drafted(agency, writer, NOW + timedelta(minutes=number // 3), f"第{number}件")
        client = browser(made.user(Role.DISCLOSURE_OFFICER))
        seen: list[str] = []
        address = reverse("desk:items") + "?tab=draft"
        while address:
            page = text_of(client.get(address))
            seen += re.findall(r'class="main" href="/desk/items/(\d+)/"', page)
            onward = re.search(r'rel="next" href="(\?[^"]+)"', page)
            address = reverse("desk:items") + onward[1].replace("&amp;", "&") if onward else ""
        assert len(seen) == len(set(seen)) == 42

    def test_file_has_the_same_rows_and_runs_nothing(self, made: World) -> None:
        client, papers = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"]
        Item.objects.filter(pk=papers.item).update(title="=1+1")
        Edition.objects.filter(pk=papers.edition).update(title="=1+1")
        rows = list(csv.reader(StringIO(read(client, "items_export").lstrip("\ufeff"))))
        assert len(rows) == 1 + 4
        assert "'=1+1" in [row[1] for row in rows]
        assert len(list(csv.reader(StringIO(read(client, "items_export", tab="draft"))))) == 1 + 2

    @pytest.mark.parametrize("role", list(LIST_QUERIES), ids=str)
    def test_as_many_queries_with_any_number_of_rows(
        self, role: Role, django_assert_num_queries: DjangoAssertNumQueries
    ) -> None:
        made = world(role)
        client = browser(made.user(role))
        client.get(reverse("desk:me"))
        for more in (0, 3, 25):
            for at in ("own", "child"):
                writer = actor(made.people[at][Role.HANDLER])
                for number in range(more):
                    drafted(made.agencies[at], writer, NOW, f"第{number}件")
            with django_assert_num_queries(LIST_QUERIES[role]):
                assert client.get(reverse("desk:items")).status_code == 200


class TestItem:
    """The page of an item and what is decided on it."""

    def test_it_shows_text_metadata_files_and_log(self, made: World) -> None:
        client, papers = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"]
        page = read(client, "item", papers.item)
        for words in ("请做好准备。", "通知公告", "附件.png", "起草信息", "检查、送审"):
            assert words in page
        picture = reverse("desk:item_edition_picture", args=[papers.item, papers.edition, PICTURE])
        assert f'src="{picture}"' in page
        answer = client.get(picture)
        assert b"".join(answer.streaming_content) == PIXEL  # type: ignore[attr-defined]
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_fetched_file_is_logged_and_saved_not_shown(self, made: World) -> None:
        client, papers = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"]
        answer = client.get(reverse("desk:item_file", args=[papers.item, papers.file]))
        assert answer["Content-Disposition"].startswith("attachment")
        assert LogEntry.objects.filter(action="files.open").count() == 1

    def test_one_primary_button(self, made: World) -> None:
        papers = made.papers["own"]
        for role in (Role.DISCLOSURE_OFFICER, *STAFF):
            for item_id in (papers.item, papers.sent, papers.ready):
                page = read(browser(made.user(role)), "item", item_id)
                main = page[page.index("<main") :]
                assert main.count("btn pri") <= 1, (role, item_id)

    def test_from_review_to_publication(self, made: World) -> None:
        item_id = made.papers["own"].sent
        approve(made, item_id)
        officer = browser(made.user(Role.DISCLOSURE_OFFICER))
        assert ">发布</button>" in read(officer, "item", item_id)
        assert ">发布</button>" not in read(browser(made.user(Role.HANDLER)), "item", item_id)
        assert do(officer, item_id, "publish")[0] == 302
        page = read(officer, "item", item_id)
        assert "000014349/2026-00001" in page
        assert "已公开" in page

    def test_review_wants_each_part_and_a_reason(self, made: World) -> None:
        client, item_id = browser(made.user(Role.SECRECY_REVIEWER)), made.papers["own"].sent
        assert "保密审查：您的结论" in read(client, "item", item_id)
        answer = client.post(reverse("desk:item_review", args=[item_id]), {"digest": "x"})
        assert answer.status_code == 422
        assert review(client, item_id, "unsure") == 422
        assert review(client, item_id, "unsure", note="第二段请核对。") == 302
        assert "第二段请核对。" in read(client, "item", item_id)

    def test_review_of_a_text_that_changed_is_refused(self, made: World) -> None:
        client, item_id = browser(made.user(Role.SECRECY_REVIEWER)), made.papers["own"].sent
        digest = made.papers["own"].digest
        edition = Edition.objects.get(item=item_id)
        actions.attach(
            edition_id=edition.pk, data=PIXEL, name="补.png", by=actor(made.user(Role.HANDLER)), at=NOW
        )
        given = {"digest": digest, "part_0": "clear", "part_1": "clear"}
        answer = client.post(reverse("desk:item_review", args=[item_id]), given)
        assert answer.status_code == 409
        assert "已经修改" in answer.content.decode()

    def test_author_is_offered_no_review(self, made: World) -> None:
        page = read(browser(made.user(Role.HANDLER)), "item", made.papers["own"].sent)
        assert "您的结论" not in page
        assert ">发布</button>" not in page

    def test_withdrawn_with_its_reason_and_back(self, made: World) -> None:
        client, item_id = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"].ready
        public(item_id, NOW, "000014349/2026-00001")
        status, page = do(client, item_id, "withdraw", why="error", told="")
        assert status == 422
        assert "向公众说明的理由" in page
        assert do(client, item_id, "withdraw", why="error", told="数据有误。")[0] == 302
        assert "数据有误。" in read(client, "item", item_id)
        status, page = do(client, item_id, "withdraw", why="error", told="数据有误。")
        assert (status, "没有公开" in page) == (409, True)
        assert do(client, item_id, "restore", because="核对无误")[0] == 302
        assert Item.objects.get(pk=item_id).stand == Stand.PUBLIC

    def test_leader_may_take_back_and_not_publish(self, made: World) -> None:
        client, papers = browser(made.user(Role.LEADER)), made.papers["own"]
        public(papers.ready, NOW, "000014349/2026-00001")
        assert do(client, papers.sent, "publish")[0] == 403
        assert do(client, papers.ready, "withdraw", why="harmful", told="链接被篡改。")[0] == 302
        assert Item.objects.get(pk=papers.ready).stand == Stand.REMOVED

    def test_scheduled(self, made: World) -> None:
        client, papers = browser(made.user(Role.HANDLER)), made.papers["own"]
        status, page = do(client, papers.item, "schedule", publish_after="2026-03-01T09:00")
        assert (status, "已经过去" in page) == (409, True)
        given = {"publish_after": "2026-03-09T09:00", "expires_on": "2026-03-20"}
        assert do(client, papers.item, "schedule", **given)[0] == 302
        page = read(client, "item", papers.item)
        assert "定于 2026-03-09 09:00 发布" in page
        assert "展示至 2026-03-20" in page

    def test_dropped_and_compared_with_the_next(self, made: World) -> None:
        client, item_id = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"].ready
        public(item_id, NOW, "000014349/2026-00001")
        assert do(client, item_id, "reopen")[0] == 302
        again = Edition.objects.get(item=item_id, number=2)
        held = Edition.objects.get(pk=again.pk)
        held.body, held.text, held.title = "<p>各单位：</p><p>请抓紧做好准备。</p>", "", "改过的标题"
        held.save()
        page = read(client, "item_compare", item_id)
        assert "<ins>抓紧</ins>" in page
        assert "<ins>改过的标题</ins>" in page
        assert "请做好准备" in read(
            client, "item_edition", item_id, Edition.objects.get(item=item_id, number=1).pk
        )
        assert do(client, item_id, "drop", because="不改了")[0] == 302
        assert "不改了" in read(client, "item", item_id)

    def test_what_was_changed_in_another_window_is_not_published(self, made: World) -> None:
        client, item_id = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"].sent
        status, page = do(client, item_id, "publish", edition_id=10_000)
        assert (status, "已经变化" in page) == (409, True)

    def test_unknown_deed_is_no_page(self, made: World) -> None:
        client = browser(made.user(Role.DISCLOSURE_OFFICER))
        assert do(client, made.papers["own"].item, "destroy")[0] == 404

    def test_edition_of_another_item_is_no_page(self, made: World) -> None:
        client, papers = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers
        for address in (
            reverse("desk:item_edition", args=[papers["own"].item, papers["other"].edition]),
            reverse("desk:item_edition_picture", args=[papers["own"].item, papers["other"].edition, PICTURE]),
            reverse("desk:item_file", args=[papers["own"].item, papers["other"].file]),
        ):
            assert client.get(address).status_code == 404


class TestWithheld:
    """The register of what is not published."""

    def test_due_ones_say_so_and_are_kept(self, made: World) -> None:
        client, number = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"].withheld
        assert "已到期" in read(client, "withheld", tab="due")
        page = read(client, "withheld_entry", number)
        assert "过程性信息" in page
        answer = client.post(reverse("desk:withheld_evaluate", args=[number]), {"outcome": "keep", "why": ""})
        assert answer.status_code == 422
        given = {"outcome": "keep", "why": "情况没有变化。"}
        assert client.post(reverse("desk:withheld_evaluate", args=[number]), given).status_code == 302
        assert "没有到期" in read(client, "withheld", tab="due")
        assert "情况没有变化。" in read(client, "withheld_entry", number)

    def test_opened_leads_to_its_new_edition(self, made: World) -> None:
        client, number = browser(made.user(Role.DISCLOSURE_OFFICER)), made.papers["own"].withheld
        given = {"outcome": "open", "why": "已经办结，可以公开。"}
        answer = client.post(reverse("desk:withheld_evaluate", args=[number]), given)
        item_id = Withholding.objects.get(pk=number).item_id
        assert answer["Location"] == reverse("desk:item_edit", args=[item_id])
        answer = client.post(reverse("desk:withheld_evaluate", args=[number]), given)
        assert answer.status_code == 409

    def test_declassified(self, made: World) -> None:
        client, number = browser(made.user(Role.OFFICE_HEAD)), made.papers["own"].withheld
        address = reverse("desk:withheld_declassify", args=[number])
        assert client.post(address, {"on": "2027-01-01"}).status_code == 409
        assert client.post(address, {"on": "2026-03-03"}).status_code == 302
        assert "2026-03-03 解密" in read(client, "withheld", tab="secret")

    def test_handler_reads_and_decides_nothing(self, made: World) -> None:
        client, number = browser(made.user(Role.HANDLER)), made.papers["own"].withheld
        assert "记录评估" not in read(client, "withheld_entry", number)
        given = {"outcome": "keep", "why": "情况没有变化。"}
        assert client.post(reverse("desk:withheld_evaluate", args=[number]), given).status_code == 403

    def test_file_has_the_register(self, made: World) -> None:
        client = browser(made.user(Role.DISCLOSURE_OFFICER))
        rows = list(csv.reader(StringIO(read(client, "withheld_export").lstrip("\ufeff"))))
        assert len(rows) == 2
        assert "不公开的通知" in rows[1][0]


class TestMenu:
    """What waits for whoever publishes is counted in the menu."""

    def test_counts(self, made: World) -> None:
        approve(made, made.papers["own"].sent)
        page = read(browser(made.user(Role.DISCLOSURE_OFFICER)), "me")
        counted = re.findall(r'href="(/desk/items/[a-z/]*)"[^>]*>[^<]*<b class="num">(\d+)', page)
        assert dict(counted) == {"/desk/items/": "1", "/desk/items/withheld/": "1"}

    def test_others_are_told_no_number(self, made: World) -> None:
        page = read(browser(made.user(Role.LEADER)), "me")
        assert "/desk/items/" in page
        assert not re.findall(r'href="/desk/items/[a-z/]*"[^>]*>[^<]*<b class="num">', page)
