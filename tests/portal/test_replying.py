"""提出意见: with number and reply code alone; what is shown, what can be said, what nobody learns of who applied."""

import time
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.actions import Opinion, Question, Said
from gongkai.applications.models import Application, CaseFile, Event, FileUse, ReplyLink
from gongkai.documents.holidays import installed_calendar
from gongkai.law.ledger import Kind, Party
from gongkai.portal.applying import session
from gongkai.records.models import LogEntry
from tests.applications.office import HEAD, OFFICER, office, submitted
from tests.portal.pages import anchors, shown, words
from tests.signoff.office import Office

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_files")]
YJ = "/ysqgk/yj/"
PAGE = f"{YJ}nr"
FIRM, BUREAU = "云岭虚构建设有限公司", "云岭县虚构局"
WHAT = "征收补偿协议中的报价明细"
OBJECTION = {"said": "objected", "reasons": "报价构成是商业秘密", "part": "总价可以公开"}


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture
def one(at: Office) -> int:
    """A case of today whose third party is asked."""
    return case(at)


def case(
    at: Office, who: str = FIRM, *, party: Party = Party.THIRD_PARTY, when: datetime | None = None
) -> int:
    when = when or timezone.now()
    made = submitted(at, when=when).application_id
    actions.confirm(application_id=made, by=at[OFFICER], at=when)
    actions.ask(application_id=made, question=Question(party, who, WHAT), by=at[OFFICER], at=when)
    return made


def link(one: int) -> tuple[str, str]:
    """Number and code."""
    held = ReplyLink.objects.get(application=one)
    return held.number, str(held.code.unsealed())


def opened(one: int) -> Client:
    """A browser that has given number and code."""
    number, code = link(one)
    client = Client()
    answer = client.post(YJ, {"number": number, "code": code})
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    return client


def answers(one: int, kind: Kind = Kind.THIRD_PARTY_ANSWERED) -> list[Event]:
    return list(Event.objects.filter(application=one, kind=kind))


class TestAsking:
    """Number and code."""

    def test_right_ones_open_it_for_half_an_hour(self, one: int) -> None:
        client = opened(one)
        cookie = client.cookies["zqyj"]
        assert (cookie["max-age"], cookie["httponly"], cookie["path"]) == (1800, True, YJ)
        assert not any(part in cookie.value for part in link(one))
        answer = client.get(PAGE)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert "unsafe" not in answer["Content-Security-Policy"]
        assert 'content="noindex"' in shown(answer)
        assert ReplyLink.objects.get().opened_at is not None

    def test_small_letters_and_blanks_do_not_matter(self, one: int) -> None:
        number, code = link(one)
        sent = {"number": f" {number.lower()} ", "code": f"{code[:4]} {code[4:]}".lower()}
        assert Client().post(YJ, sent)["Location"] == PAGE

    def test_whatever_is_wrong_the_answer_is_the_same(self, one: int) -> None:
        number, code = link(one)
        held = Application.objects.get(pk=one)
        tries = [
            (number, "AAAAAAAA"),
            ("YJ0000000000", code),
            ("YJ0000000000", "AAAAAAAA"),
            (number, "\0" * 5),
            (number, "x" * 50_000),
            (held.number, str(held.code.unsealed())),
        ]
        replies = [Client().post(YJ, {"number": one, "code": two}) for one, two in tries]
        assert {reply.status_code for reply in replies} == {422}
        pages = {
            words(shown(reply)).replace(number, "YJ0000000000").replace(held.number, "YJ0000000000").strip()
            for reply in replies
        }
        assert len(pages) == 1
        assert "回复编号或者回复码不对" in pages.pop()
        assert LogEntry.objects.filter(action="applications.reply_not_found").count() == len(tries)
        assert code not in str(LogEntry.objects.values_list("details", "subject", "reason"))

    def test_nothing_and_forged_cookies(self, one: int) -> None:
        assert "请填写回复编号和回复码" in shown(Client().post(YJ, {}))
        assert Client().get(PAGE)["Location"] == f"{YJ}?gq=1"
        assert "半小时后要重新输入" in shown(Client().get(f"{YJ}?gq=1"))
        client = opened(one)
        for forged in ("", "x", client.cookies["zqyj"].value[:-3] + "abc"):
            client.cookies["zqyj"] = forged
            assert client.get(PAGE).status_code == 302
            assert client.post(f"{YJ}tj", {"said": "agreed"}).status_code == 302
        assert answers(one) == []

    def test_the_cookie_of_an_applicant_opens_nothing(self, one: int) -> None:
        held = Application.objects.get(pk=one)
        client = Client()
        client.post("/ysqgk/cx/", {"number": held.number, "code": str(held.code.unsealed())})
        client.cookies["zqyj"] = client.cookies["sqcx"].value
        assert client.get(PAGE).status_code == 302

    def test_after_half_an_hour_it_is_asked_again(self, one: int, monkeypatch: pytest.MonkeyPatch) -> None:
        client, later = opened(one), time.time() + session.LASTS.total_seconds() + 1
        monkeypatch.setattr(time, "time", lambda: later)
        assert client.get(PAGE)["Location"] == f"{YJ}?gq=1"

    def test_a_new_code_shuts_out_the_old_one(self, at: Office, one: int) -> None:
        client = opened(one)
        asked = ReplyLink.objects.get().asked_id
        actions.renew_reply(
            application_id=one, asked=asked, reason="电话核对", by=at[OFFICER], at=timezone.now()
        )
        assert client.get(PAGE).status_code == 302
        assert client.post(f"{YJ}tj", {"said": "agreed"}).status_code == 302
        assert answers(one) == []
        assert opened(one).get(PAGE).status_code == 200

    def test_one_network_is_locked_out_after_some_tries(self, one: int, settings: Settings) -> None:
        settings.QUERY_CODES_PER_HOUR = 3
        wrong = [Client().post(YJ, {"number": f"N{n}", "code": "A"}).status_code for n in range(4)]
        assert wrong == [422, 422, 422, 429]
        number, code = link(one)
        right = Client().post(YJ, {"number": number, "code": code})
        assert right.status_code == 429
        assert "输入次数太多" in shown(right)

    @pytest.mark.parametrize("there", [True, False])
    def test_one_number_is_locked_out_wherever_it_is_tried(
        self, one: int, settings: Settings, *, there: bool
    ) -> None:
        settings.QUERY_CODES_PER_HOUR = 1
        number = link(one)[0] if there else "NOBODY"
        codes = [
            Client(REMOTE_ADDR=f"192.0.2.{n}").post(YJ, {"number": number, "code": "A"}).status_code
            for n in range(1, 5)
        ]
        assert codes == [422, 422, 422, 429]

    def test_the_number_of_a_qr_code_is_filled_in(self) -> None:
        assert 'value="A&lt;1"' in shown(Client().get(f"{YJ}?bh=A<1%00"))

    def test_whoever_is_done_shuts_it(self, one: int) -> None:
        client = opened(one)
        assert "回到征求意见" in shown(client.get(YJ))
        assert client.post(f"{YJ}js")["Location"] == YJ
        assert client.get(PAGE).status_code == 302

    def test_without_the_token_of_the_form_nothing_is_taken(self, one: int) -> None:
        client = Client(enforce_csrf_checks=True)
        client.cookies["zqyj"] = opened(one).cookies["zqyj"].value
        assert client.get(PAGE).status_code == 200
        assert client.post(f"{YJ}tj", {"said": "agreed"}).status_code == 403
        assert answers(one) == []

    def test_addresses_that_write_are_not_read(self, one: int) -> None:
        client = opened(one)
        assert {client.get(f"{YJ}{name}").status_code for name in ("tj", "js")} == {405}


class TestShown:
    """What the page says."""

    def test_who_asks_what_until_when_and_what_silence_means(self, at: Office, one: int) -> None:
        html = shown(opened(one).get(PAGE))
        until = installed_calendar().after(timezone.localdate(), 15)
        assert f"{at.agency.name}征求贵单位的意见" in html
        assert WHAT in html
        assert f"请最迟在{until.year}年{until.month}月{until.day}日" in html
        assert "由机关依照条例的规定决定是否公开" in html
        assert "第三十二条" in html
        ids, targets = anchors(html)
        assert set(targets) <= set(ids)
        assert len(ids) == len(set(ids))

    def test_to_a_co_maker_silence_is_consent(self, at: Office) -> None:
        html = shown(opened(case(at, BUREAU, party=Party.ORGAN)).get(PAGE))
        assert "征求贵机关的意见" in html
        assert "视为同意公开" in html
        assert "第三十四条" in html

    def test_nothing_of_who_applied(self, at: Office, one: int) -> None:
        client = opened(one)
        client.post(f"{YJ}tj", OBJECTION)
        for html in (shown(client.get(PAGE)), shown(opened(case(at, "云大川")).get(PAGE))):
            for private in (
                "云小舟",
                "云*",
                "11010519491231002X",
                "13900009876",
                "zhou@example.cn",
                "云溪路",
            ):
                assert private not in html
            for held in Application.objects.all():
                assert held.number not in html
                assert held.title not in html

    def test_queries_do_not_grow(self, at: Office, one: int) -> None:
        client = opened(one)
        client.get(PAGE)
        with CaptureQueriesContext(connection) as before:
            client.get(PAGE)
        for number in range(5):
            question = Question(Party.THIRD_PARTY, f"第{number}虚构公司", WHAT)
            actions.ask(application_id=one, question=question, by=at[OFFICER], at=timezone.now())
        with CaptureQueriesContext(connection) as after:
            client.get(PAGE)
        assert len(after) == len(before) <= 25

    def test_no_inline_code(self, one: int) -> None:
        for html in (shown(opened(one).get(PAGE)), shown(Client().get(YJ))):
            assert "<style" not in html
            assert ' style="' not in html
            assert "onclick" not in html


class TestAnswering:
    """What is said."""

    def test_agreed(self, one: int) -> None:
        client = opened(one)
        answer = client.post(f"{YJ}tj", {"said": "agreed"})
        assert answer["Location"] == f"{PAGE}?hao=yj"
        html = shown(client.get(answer["Location"]))
        assert "已经收到您的意见" in html
        assert f"{FIRM}的意见：同意公开" in html
        assert "提交意见" not in html
        [event] = answers(one)
        assert (event.by, event.details["said"], event.details["online"]) == ("consulted", "agreed", True)

    def test_objected_with_a_file(self, one: int) -> None:
        file = SimpleUploadedFile("说明.txt", "报价构成".encode())
        client = opened(one)
        client.post(f"{YJ}tj", {**OBJECTION, "files": file})
        [event] = answers(one)
        assert event.note == "报价构成是商业秘密\n可以公开的部分：总价可以公开"
        assert CaseFile.objects.get(event=event).use == FileUse.OPINION
        html = shown(client.get(PAGE))
        assert "不同意公开" in html
        assert "1 个文件" in html
        assert "将审核理由" in html

    def test_sent_twice_it_is_one(self, one: int) -> None:
        client = opened(one)
        places = {client.post(f"{YJ}tj", OBJECTION)["Location"] for _ in range(3)}
        assert places == {f"{PAGE}?hao=yj"}
        assert len(answers(one)) == 1

    def test_another_opinion_is_refused_courteously(self, one: int) -> None:
        client = opened(one)
        client.post(f"{YJ}tj", {"said": "agreed"})
        answer = client.post(f"{YJ}tj", OBJECTION)
        assert answer.status_code == 422
        assert "您的意见已经登记，不能再次提交" in shown(answer)
        assert "的意见：同意公开" in shown(answer)
        assert len(answers(one)) == 1

    @pytest.mark.parametrize(
        ("sent", "field", "because"),
        [
            ({}, "id_said", "请选择同意公开或者不同意公开"),
            ({"said": "silent"}, "id_said", "请选择同意公开或者不同意公开"),
            ({"said": "nonsense"}, "id_said", "请选择同意公开或者不同意公开"),
            ({"said": "objected", "reasons": " "}, "id_reasons", "不同意公开的理由"),
            ({"said": "objected", "reasons": "长" * 1_501}, "id_reasons", "不能超过1500个字"),
        ],
    )
    def test_what_lacks_is_named(self, one: int, sent: dict[str, str], field: str, because: str) -> None:
        answer = opened(one).post(f"{YJ}tj", {**sent, "part": "总价可以公开"})
        html = shown(answer)
        assert (answer.status_code, because in html) == (422, True)
        assert f'href="#{field}"' in html
        assert "<title>错误：" in html
        assert "总价可以公开" in html
        ids, targets = anchors(html)
        assert set(targets) <= set(ids)
        assert answers(one) == []

    def test_a_bad_file_stops_the_whole(self, one: int, settings: Settings) -> None:
        settings.APPLICATION_MEGABYTES = 1
        client = opened(one)
        large = SimpleUploadedFile("太大.txt", b"x" * 1_100_000)
        answer = client.post(f"{YJ}tj", {**OBJECTION, "files": large})
        assert (answer.status_code, "“太大.txt”超过 1 MB" in shown(answer)) == (422, True)
        assert "报价构成是商业秘密" in shown(answer)
        assert 'value="objected" id="id_said-objected" checked' in shown(answer)
        wrong = SimpleUploadedFile("程序.exe", b"MZ" + b"\0" * 100)
        assert client.post(f"{YJ}tj", {"said": "agreed", "files": wrong}).status_code == 422
        assert answers(one) == []

    def test_a_zero_byte_is_left_out(self, one: int) -> None:
        opened(one).post(f"{YJ}tj", {"said": "objected", "reasons": "商业\0秘密"})
        assert answers(one)[0].note == "商业秘密"


class TestLate:
    """After the last day, and after the end."""

    @pytest.fixture
    def old(self, at: Office) -> int:
        """A case whose third party was asked so long ago that the last day is over."""
        return case(at, when=timezone.now() - timedelta(days=40))

    def test_late_but_taken(self, old: int) -> None:
        client = opened(old)
        html = shown(client.get(PAGE))
        assert "期限已经届满" in html
        assert "按逾期登记" in html
        client.post(f"{YJ}tj", OBJECTION)
        assert len(answers(old)) == 1
        assert "在期限届满以后" in shown(client.get(PAGE))

    def test_after_the_silence_was_entered(self, at: Office, old: int) -> None:
        opinion = Opinion(Party.THIRD_PARTY, FIRM, Said.SILENT)
        actions.record_opinion(application_id=old, opinion=opinion, by=at[OFFICER], at=timezone.now())
        client = opened(old)
        assert client.post(f"{YJ}tj", OBJECTION)["Location"] == f"{PAGE}?hao=yj"
        assert client.post(f"{YJ}tj", OBJECTION)["Location"] == f"{PAGE}?hao=yj"
        assert answers(old) == []
        assert Event.objects.filter(kind="opinion_added").count() == 1

    def test_of_a_co_maker(self, at: Office) -> None:
        made = case(at, BUREAU, party=Party.ORGAN, when=timezone.now() - timedelta(days=40))
        client = opened(made)
        assert "期限届满没有提出意见的，视为同意公开" in words(shown(client.get(PAGE)))
        client.post(f"{YJ}tj", OBJECTION)
        said = words(shown(client.get(PAGE)))
        assert f"视为同意公开。逾期提出的意见供{at.agency.name}参考" in said
        assert "将审核理由" not in said

    def test_once_it_has_ended_nothing_is_taken(self, at: Office, one: int) -> None:
        actions.withdraw(application_id=one, by=at[OFFICER], at=timezone.now())
        client = opened(one)
        html = shown(client.get(PAGE))
        assert "这件事项已经办结" in html
        assert "提交意见" not in html
        answer = client.post(f"{YJ}tj", OBJECTION)
        assert (answer.status_code, "这件事项已经办结" in shown(answer)) == (422, True)
        assert answers(one) == []

    def test_a_question_that_was_taken_back(self, at: Office, one: int) -> None:
        client = opened(one)
        asked = ReplyLink.objects.get().asked_id
        actions.void(application_id=one, event_id=asked, reason="误发", by=at[HEAD], at=timezone.now())
        assert "机关已经撤销这次征求意见" in shown(client.get(PAGE))
