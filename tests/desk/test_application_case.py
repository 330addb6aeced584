"""The page of one application: what it says, what it hides, who sees it, how many queries it takes."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from gongkai.applications import actions
from gongkai.applications.actions import Brought, Found, Opinion, Question, Said, Task
from gongkai.applications.models import CaseFile, Event
from gongkai.applications.queries.filing import Thing
from gongkai.applications.queries.kinds import FileUse
from gongkai.law.ledger import Party
from gongkai.records.actions.files import receive
from gongkai.records.models import LogEntry
from tests.applications.office import (
    CLERK,
    HANDLER,
    HEAD,
    LEADER,
    OFFICER,
    SUPERVISOR,
    Office,
    after,
    application,
    company,
    confirmed,
    decided,
    registered,
    submitted,
)
from tests.desk.case_pages import at_the_desk, read, staffed, tidy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
SECRETS = ("云小舟", "11010519491231002X", "13900009876", "zhou@example.cn", "云溪路1号")
PAGES = ("application", "application_deadline", "application_log")


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return staffed()


class TestPages:
    """What each of the three pages says."""

    def test_waits_for_confirmation(self, at: Office) -> None:
        receipt = submitted(at)
        page = read(at_the_desk(at, OFFICER), "application", receipt.application_id)
        assert receipt.number in page
        assert "待确认收到" in page
        assert "确认收到以后才起算" in page
        assert page.count('class="btn pri"') == 1
        assert '<a class="btn pri" href="/desk/applications/' in page
        assert 'aria-current="step"><span class="dot" aria-hidden="true">1' in page

    def test_confirmed_has_its_due_day_and_its_steps(self, at: Office) -> None:
        page = tidy(read(at_the_desk(at, OFFICER), "application", confirmed(at)))
        assert "最迟答复 3月30日" in page
        assert "还剩18个工作日" in page
        assert "一次性告知补正：3月11日前" in page
        assert "将计入 2026 年报表三：办理结果待答复后归类" in page

    def test_decided_says_in_which_row_it_counts(self, at: Office) -> None:
        one = confirmed(at, when=after(0))
        decided(at, one, "granted", "provided", when=after(1))
        page = tidy(read(at_the_desk(at, OFFICER), "application", one))
        assert "本件计入 2026 年报表三" in page
        assert "予以公开" in page
        assert "登记送达" in page

    def test_consultation_search_and_parts_stand_in_tables(self, at: Office) -> None:
        one = confirmed(at)
        _worked_on(at, one)
        page = tidy(read(at_the_desk(at, OFFICER), "application", one))
        for words in (
            "云岭虚构建设有限公司",
            "同意公开",
            "档案室",
            "没有找到",
            "虚构科室",
            "等待回复",
            "检索证明.txt",
        ):
            assert words in page, words

    def test_days_are_explained_with_their_articles(self, at: Office) -> None:
        page = tidy(read(at_the_desk(at, OFFICER), "application_deadline", confirmed(at)))
        assert "怎么算的，一天一天看" in page
        assert "第1个工作日" in page
        assert "到期" in page
        assert "政府信息公开条例" in page
        assert "答复申请人" in page

    def test_repeats_are_pointed_out(self, at: Office) -> None:
        from gongkai.applications.queries.filing import Thing

        thing = (Thing("虚构道路的规划许可证"),)
        first = submitted(at, things=thing)
        second = submitted(at, things=thing)
        page = tidy(read(at_the_desk(at, OFFICER), "application", second.application_id))
        assert "同一申请人以前申请过同样的内容" in page
        assert first.number in page

    def test_log_strikes_out_what_was_taken_back(self, at: Office) -> None:
        one = confirmed(at)
        actions.extend(application_id=one, working_days=5, reason="记错了", by=at[HEAD], at=after(1))
        event = Event.objects.get(application=one, kind="extended")
        actions.void(application_id=one, event_id=event.pk, reason="张冠李戴", by=at[HEAD], at=after(1))
        page = read(at_the_desk(at, HEAD), "application_log", one)
        assert "<del>延长答复期限</del>" in page
        assert "已撤销：张冠李戴" in page

    def test_split_and_merged_name_each_other(self, at: Office) -> None:
        from gongkai.applications.queries.filing import Thing

        one = confirmed(at, things=(Thing("虚构甲事项"), Thing("虚构乙事项")))
        part = actions.split(application_id=one, positions=[2], by=at[OFFICER], at=after(1))
        client = at_the_desk(at, OFFICER)
        assert f'拆出 <a href="/desk/applications/{part}/">' in read(client, "application", one)
        assert f'拆自 <a href="/desk/applications/{one}/">' in read(client, "application", part)
        actions.merge(application_id=part, into_id=one, reason="一并答复", by=at[OFFICER], at=after(1))
        assert "一并答复，并入" in read(client, "application", part)

    @pytest.mark.parametrize("name", PAGES)
    def test_number_of_queries_does_not_grow(
        self, at: Office, name: str, django_assert_max_num_queries: DjangoAssertNumQueries
    ) -> None:
        few, many = confirmed(at), confirmed(at)
        for _ in range(4):
            _worked_on(at, many)
        client = at_the_desk(at, OFFICER)
        read(client, name, few)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as counted:
            read(client, name, few)
        with django_assert_max_num_queries(len(counted)):
            read(client, name, many)


class TestPersonalData:
    """Nothing about the applicant stands whole on any page until it is asked for with a reason."""

    @pytest.mark.parametrize("name", PAGES)
    def test_masked_on_every_page(self, at: Office, name: str) -> None:
        page = read(at_the_desk(at, OFFICER), name, confirmed(at))
        assert [secret for secret in SECRETS if secret in page] == []

    def test_company_is_masked_too(self, at: Office) -> None:
        receipt = submitted(at, form=company())
        page = read(at_the_desk(at, OFFICER), "application", receipt.application_id)
        assert "91110000600037341L" not in page
        assert "云大川" not in page

    def test_shown_once_with_a_reason_and_logged(self, at: Office) -> None:
        one, client = confirmed(at), at_the_desk(at, OFFICER)
        address = reverse("desk:application_reveal", args=[one, "telephone"])
        assert "13900009876" not in client.get(address).content.decode()
        shown = client.post(address, {"reason": "电话核对补正内容"})
        assert "13900009876" in shown.content.decode()
        assert "no-store" in shown["Cache-Control"]
        entry = LogEntry.objects.filter(action="records.reveal").latest("pk")
        assert (entry.actor, entry.subject) == (at[OFFICER].username, f"application:{one}")
        assert "电话核对补正内容" in entry.reason
        assert "13900009876" not in read(client, "application", one)

    def test_help_that_is_needed_is_shown_to_who_prepares_it(self, at: Office) -> None:
        one, client = confirmed(at, help_needed="视力不好，请用大字。"), at_the_desk(at, OFFICER)
        page = read(client, "application", one)
        assert "需要的帮助" in page
        assert "大字" not in page
        address = reverse("desk:application_reveal", args=[one, "help_needed"])
        assert "视力不好，请用大字。" in client.post(address, {"reason": "准备大字版"}).content.decode()
        assert LogEntry.objects.filter(action="records.reveal", reason__contains="准备大字版").exists()

    def test_numbers_among_the_words_are_pointed_out(self, at: Office) -> None:
        client = at_the_desk(at, OFFICER)
        wish = Thing("虚构规划", description="我的电话13900009876，请回电。")
        assert "好像有手机号码" in read(client, "application", confirmed(at, things=(wish,)))
        assert "好像有" not in read(client, "application", confirmed(at))

    def test_not_without_a_reason(self, at: Office) -> None:
        one, client = confirmed(at), at_the_desk(at, OFFICER)
        address = reverse("desk:application_reveal", args=[one, "telephone"])
        for reason in ("", "   ", "空\0字", "长" * 201):
            answer = client.post(address, {"reason": reason})
            assert answer.status_code == 422
            assert "13900009876" not in answer.content.decode()
        assert not LogEntry.objects.filter(action="records.reveal").exists()

    def test_not_for_those_who_only_watch(self, at: Office) -> None:
        one = confirmed(at)
        address = reverse("desk:application_reveal", args=[one, "telephone"])
        for role in (LEADER, SUPERVISOR):
            answer = at_the_desk(at, role).post(address, {"reason": "想看"})
            assert answer.status_code == 403
        assert "查看完整" not in read(at_the_desk(at, LEADER), "application", one)

    def test_unknown_field_is_not_found(self, at: Office) -> None:
        address = reverse("desk:application_reveal", args=[confirmed(at), "code"])
        assert at_the_desk(at, OFFICER).post(address, {"reason": "想看"}).status_code == 404


class TestAccess:
    """Who opens the page."""

    def test_handler_sees_what_was_given_and_nothing_else(self, at: Office) -> None:
        given, other = confirmed(at), confirmed(at)
        task = Task("查档案", after(5).date(), person_id=at[HANDLER].user_id)
        actions.assign(application_id=given, task=task, by=at[OFFICER], at=after(0))
        client = at_the_desk(at, HANDLER)
        for name in PAGES:
            assert client.get(reverse(f"desk:{name}", args=[given])).status_code == 200
            assert client.get(reverse(f"desk:{name}", args=[other])).status_code == 404
        page = read(client, "application", given)
        assert "回复分办：查档案" in page
        assert application(other).number not in page

    def test_other_agency_sees_nothing(self, at: Office) -> None:
        one, beside = confirmed(at), staffed("b")
        client = at_the_desk(beside, OFFICER)
        for name in PAGES:
            assert client.get(reverse(f"desk:{name}", args=[one])).status_code == 404

    def test_supervisor_may_urge_and_nothing_else(self, at: Office) -> None:
        page = read(at_the_desk(at, SUPERVISOR), "application", confirmed(at))
        assert '/do/remind/">催办</a>' in page
        assert set(re.findall(r"/do/(\w+)/", page)) == {"remind"}

    def test_files_are_handed_out_to_those_who_see_the_case_and_logged(self, at: Office) -> None:
        one = confirmed(at)
        _worked_on(at, one)
        file = CaseFile.objects.get(application=one)
        address = reverse("desk:application_file", args=[one, file.pk])
        answer = at_the_desk(at, OFFICER).get(address)
        assert b"".join(answer.streaming_content) == "检索过，没有。".encode()  # type: ignore[attr-defined]
        assert answer["Content-Disposition"].startswith("attachment")
        assert LogEntry.objects.filter(action="files.open", actor=at[OFFICER].username).exists()
        other = confirmed(at)
        wrong = reverse("desk:application_file", args=[other, file.pk])
        assert at_the_desk(at, OFFICER).get(wrong).status_code == 404
        assert at_the_desk(at, HANDLER).get(address).status_code == 404

    def test_clerk_confirms(self, at: Office) -> None:
        receipt = submitted(at)
        page = read(at_the_desk(at, CLERK), "application", receipt.application_id)
        assert ">确认收到</a>" in page


class TestPrimary:
    """One primary button: the next step that the law wants."""

    @pytest.fixture
    def client(self, at: Office) -> Client:
        return at_the_desk(at, OFFICER)

    def primary(self, client: Client, one: int) -> str:
        found = re.findall(r'<a class="btn pri" href="[^"]+">([^<]+)</a>', read(client, "application", one))
        assert len(found) <= 1
        return found[0] if found else ""

    def test_follows_the_state(self, at: Office, client: Client) -> None:
        receipt = submitted(at)
        one = receipt.application_id
        assert self.primary(client, one) == "确认收到"
        actions.confirm(application_id=one, by=at[OFFICER], at=after(0))
        assert self.primary(client, one) == "分办"
        _search(at, one)
        assert self.primary(client, one) == "拟写答复"
        actions.ask_correction(application_id=one, what="写明地块", by=at[OFFICER], at=after(1))
        assert self.primary(client, one) == "登记补正材料"
        actions.record_correction(application_id=one, by=at[OFFICER], at=after(1))
        actions.ask(
            application_id=one,
            question=Question(Party.THIRD_PARTY, "云岭虚构建设有限公司", "是否同意"),
            by=at[OFFICER],
            at=after(2),
        )
        assert self.primary(client, one) == "登记意见"

    def test_head_approves_what_was_proposed(self, at: Office) -> None:
        one = registered(at).application_id
        actions.propose_extension(
            application_id=one, working_days=10, reason="档案多", by=at[OFFICER], at=after(1)
        )
        assert self.primary(at_the_desk(at, HEAD), one) == "批准延期"

    def test_nothing_once_it_is_archived(self, at: Office, client: Client) -> None:
        one = confirmed(at)
        actions.withdraw(application_id=one, by=at[OFFICER], at=after(1))
        assert self.primary(client, one) == "归档"
        actions.archive(application_id=one, by=at[OFFICER], at=after(1))
        assert self.primary(client, one) == ""


def _search(at: Office, one: int) -> None:
    data = receive("检索过，没有。".encode(), "检索证明.txt")
    found = Found("档案室", "按文号", "2015年至今", "没有找到这份文件", found=False)
    actions.search(
        application_id=one,
        found=found,
        by=at[OFFICER],
        at=after(2),
        files=[Brought(FileUse.SEARCH, data)],
    )


def _worked_on(at: Office, one: int) -> None:
    """Searched, consulted, shared out."""
    _search(at, one)
    question = Question(Party.THIRD_PARTY, "云岭虚构建设有限公司", "是否同意公开")
    actions.ask(application_id=one, question=question, by=at[OFFICER], at=after(2))
    opinion = Opinion(Party.THIRD_PARTY, "云岭虚构建设有限公司", Said.AGREED)
    actions.record_opinion(application_id=one, opinion=opinion, by=at[OFFICER], at=after(2))
    task = Task("查档案", (after(5) + timedelta(days=1)).date(), unit="虚构科室")
    actions.assign(application_id=one, task=task, by=at[OFFICER], at=after(2))
