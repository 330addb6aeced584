"""办理进度: with number and code alone; what is shown, what can be done, what nobody learns."""

import time
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.actions import Brought
from gongkai.applications.models import Application, CaseFile, Event, FileUse
from gongkai.applications.queries.proposals import waiting
from gongkai.law.deadlines.answer import State
from gongkai.portal.applying import session
from gongkai.records.access import OPERATOR
from gongkai.records.actions.files import quarantine
from gongkai.records.actions.intake import receive
from gongkai.records.actions.numbers import set_pattern
from gongkai.records.models import LogEntry
from tests.applications.office import OFFICER, decided, office, submitted
from tests.portal.applicants import CX, asking
from tests.portal.pages import anchors, shown, words
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
STATUS = f"{CX}jd"


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    return office()


@pytest.fixture
def given(at: Office) -> actions.Receipt:
    """An application that came today."""
    return submitted(at, when=timezone.now())


def asks(given: actions.Receipt) -> Client:
    return asking(given.number, given.code)


def confirm(at: Office, given: actions.Receipt) -> None:
    actions.confirm(application_id=given.application_id, by=at[OFFICER], at=timezone.now())


def ask_correction(at: Office, given: actions.Receipt) -> None:
    actions.ask_correction(
        application_id=given.application_id, what="请写明是哪一栋楼", by=at[OFFICER], at=timezone.now()
    )


class TestAsking:
    """Number and code."""

    def test_right_ones_open_it_for_half_an_hour(self, given: actions.Receipt) -> None:
        client = asks(given)
        cookie = client.cookies["sqcx"]
        assert (cookie["max-age"], cookie["httponly"], cookie["path"]) == (1800, True, CX)
        assert given.code not in cookie.value
        assert given.number not in cookie.value
        answer = client.get(STATUS)
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert 'content="noindex"' in shown(answer)

    def test_letters_and_blanks_do_not_matter(self, given: actions.Receipt) -> None:
        code = given.code.lower()
        asking(f" {given.number.lower()} ", f"{code[:4]} {code[4:]}")

    def test_nor_do_they_where_the_agency_writes_small_ones(self, at: Office) -> None:
        set_pattern(
            "application_no",
            agency_id=at.agency.pk,
            from_year=timezone.localdate().year,
            text="ysq-{year}-{n:04}x",
            parts={},
            by=OPERATOR,
            at=timezone.now(),
        )
        given = submitted(at, when=timezone.now())
        assert given.number.startswith("ysq-")
        for number in (given.number, given.number.upper(), given.number.title()):
            asking(number, given.code)

    def test_after_half_an_hour_it_is_asked_again(
        self, given: actions.Receipt, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        client, later = asks(given), time.time() + session.LASTS.total_seconds() + 1
        monkeypatch.setattr(time, "time", lambda: later)
        assert client.get(STATUS)["Location"] == f"{CX}?gq=1"

    def test_a_new_code_shuts_out_the_old_one(self, given: actions.Receipt) -> None:
        client = asks(given)
        one = Application.objects.get(pk=given.application_id)
        one.code = "ANOTHER4"
        one.save()
        assert client.get(STATUS).status_code == 302

    def test_whatever_is_wrong_the_answer_is_the_same(self, given: actions.Receipt) -> None:
        tries = [
            (given.number, "AAAAAAAA"),
            ("NOBODY", given.code),
            ("NOBODY", "AAAAAAAA"),
            (given.number, "\0" * 5),
            (given.number, "x" * 50_000),
        ]
        answers = [Client().post(CX, {"number": number, "code": code}) for number, code in tries]
        assert {answer.status_code for answer in answers} == {422}
        pages = {words(shown(answer)).replace(given.number, "NOBODY").strip() for answer in answers}
        assert len(pages) == 1
        assert "登记编号或者查询码不对" in pages.pop()

    def test_nothing_and_forged_cookies(self, given: actions.Receipt) -> None:
        assert "请填写登记编号和查询码" in shown(Client().post(CX, {}))
        client = asks(given)
        for forged in ("", "x", client.cookies["sqcx"].value[:-3] + "abc"):
            client.cookies["sqcx"] = forged
            assert client.get(STATUS).status_code == 302
            assert client.post(f"{CX}ch", {"sure": "1"}).status_code == 302

    def test_one_network_is_locked_out_after_some_tries(
        self, given: actions.Receipt, settings: Settings
    ) -> None:
        settings.QUERY_CODES_PER_HOUR = 3
        wrong = [Client().post(CX, {"number": f"N{n}", "code": "A"}).status_code for n in range(4)]
        assert wrong == [422, 422, 422, 429]
        right = Client().post(CX, {"number": given.number, "code": given.code})
        assert right.status_code == 429
        assert "查询次数太多" in shown(right)

    @pytest.mark.parametrize("there", [True, False])
    def test_one_number_is_locked_out_wherever_it_is_tried(
        self, given: actions.Receipt, settings: Settings, *, there: bool
    ) -> None:
        settings.QUERY_CODES_PER_HOUR = 1
        number = given.number if there else "NOBODY"
        codes = [
            Client(REMOTE_ADDR=f"192.0.2.{n}").post(CX, {"number": number, "code": "A"}).status_code
            for n in range(1, 5)
        ]
        assert codes == [422, 422, 422, 429]

    def test_the_number_of_a_qr_code_is_filled_in(self) -> None:
        assert 'value="A&lt;1"' in shown(Client().get(f"{CX}?bh=A<1%00"))

    def test_whoever_is_done_shuts_it(self, given: actions.Receipt) -> None:
        client = asks(given)
        assert "回到办理进度" in shown(client.get(CX))
        assert client.post(f"{CX}js")["Location"] == CX
        assert client.get(STATUS).status_code == 302


class TestShown:
    """What the page says."""

    def test_before_and_after_receipt_is_confirmed(self, at: Office, given: actions.Receipt) -> None:
        client = asks(given)
        html = shown(client.get(STATUS))
        assert "已提交，等待机关确认收到" in html
        assert "怎么算的" not in html
        confirm(at, given)
        html = shown(client.get(STATUS))
        due = Application.objects.get().due_on
        assert due
        assert f"{due.year}年{due.month}月{due.day}日" in html
        assert "确认收到" in html
        assert 'class="plain days"' in html
        ids, targets = anchors(html)
        assert set(targets) <= set(ids)
        assert len(ids) == len(set(ids))

    def test_nothing_of_who_applied(self, at: Office, given: actions.Receipt) -> None:
        confirm(at, given)
        html = shown(asks(given).get(STATUS))
        for said in (
            "云小舟",
            "云*",
            "11010519491231002X",
            "1101",
            "13900009876",
            "zhou@example.cn",
            "云溪路",
        ):
            assert said not in html

    def test_what_is_asked_stands_on_top(self, at: Office, given: actions.Receipt) -> None:
        confirm(at, given)
        ask_correction(at, given)
        html = shown(asks(given).get(STATUS))
        assert "请写明是哪一栋楼" in html
        assert "以前补充" in html

    def test_the_reply_with_remedies(self, at: Office, given: actions.Receipt) -> None:
        confirm(at, given)
        number = decided(at, given.application_id, "granted", "provided", when=timezone.now())
        html = shown(asks(given).get(STATUS))
        assert number in html
        assert "经审查，现答复如下" in html
        assert "不服怎么办" in html
        assert "60日内" in html
        assert "提交补充" not in html

    def test_queries_do_not_grow(self, at: Office, given: actions.Receipt) -> None:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        client = asks(given)
        confirm(at, given)
        client.get(STATUS)
        with CaptureQueriesContext(connection) as before:
            client.get(STATUS)
        for number in range(5):
            client.post(f"{CX}bc", {"text": f"第{number}份"})
        with CaptureQueriesContext(connection) as after:
            client.get(STATUS)
        assert len(after) == len(before) <= 25


class TestDoing:
    """What the applicant does."""

    def test_a_correction_comes_with_its_file(self, at: Office, given: actions.Receipt) -> None:
        confirm(at, given)
        ask_correction(at, given)
        client = asks(given)
        file = SimpleUploadedFile("说明.txt", "三号楼".encode())
        answer = client.post(f"{CX}bc", {"text": "三号楼", "files": file})
        assert answer["Location"] == f"{STATUS}?hao=bc"
        assert "已经收到您补充的材料" in shown(client.get(answer["Location"]))
        assert Application.objects.get().state == State.IN_REVIEW
        assert CaseFile.objects.get().use == FileUse.SUPPLEMENT

    def test_nothing_and_bad_files_are_refused(self, given: actions.Receipt, settings: Settings) -> None:
        settings.APPLICATION_MEGABYTES = 1
        client = asks(given)
        answer = client.post(f"{CX}bc", {"text": " "})
        assert (answer.status_code, "请填写补充的内容" in shown(answer)) == (422, True)
        large = SimpleUploadedFile("太大.txt", b"x" * 1_100_000)
        html = shown(client.post(f"{CX}bc", {"text": "说明在此", "files": large}))
        assert "“太大.txt”超过 1 MB" in html
        assert "说明在此" in html
        assert "<title>错误：" in html
        assert "不能超过2000个字" in shown(client.post(f"{CX}bc", {"text": "长" * 3000}))
        assert Event.objects.count() == 1

    def test_taken_back_only_where_it_is_meant(self, given: actions.Receipt) -> None:
        client = asks(given)
        answer = client.post(f"{CX}ch", {"reason": "\0不需要了"})
        assert answer.status_code == 422
        assert 'href="#id_sure"' in shown(answer)
        assert client.post(f"{CX}ch", {"sure": "1", "reason": "不需要了"})["Location"] == f"{STATUS}?hao=ch"
        assert Application.objects.get().state == State.WITHDRAWN
        assert client.post(f"{CX}ch", {"sure": "1"}).status_code == 422
        assert client.post(f"{CX}bc", {"text": "再补充"}).status_code == 422

    def test_rated_once_after_the_reply(self, at: Office, given: actions.Receipt) -> None:
        client = asks(given)
        assert client.post(f"{CX}pj", {"stars": "5"}).status_code == 422
        confirm(at, given)
        decided(at, given.application_id, "granted", "provided", when=timezone.now())
        assert "没有评价的，不算作满意" in shown(client.get(STATUS))
        assert client.post(f"{CX}pj", {"stars": "²"}).status_code == 422
        assert client.post(f"{CX}pj", {"stars": "4", "text": "很快"})["Location"] == f"{STATUS}?hao=pj"
        assert "您已经评价过" in shown(client.get(STATUS))
        assert client.post(f"{CX}pj", {"stars": "1"}).status_code == 422

    def test_proposed_once_after_something_was_given(self, at: Office, given: actions.Receipt) -> None:
        client = asks(given)
        button = "建议将该信息纳入主动公开</button>"
        assert client.post(f"{CX}jy").status_code == 422
        confirm(at, given)
        decided(at, given.application_id, "granted", "provided", when=timezone.now())
        assert button in shown(client.get(STATUS))
        assert client.post(f"{CX}jy")["Location"] == f"{STATUS}?hao=jy"
        page = shown(client.get(f"{STATUS}?hao=jy"))
        assert "已经收到您的建议" in page
        assert "机关将审核是否属于主动公开的范围" in page
        assert button not in page
        assert client.post(f"{CX}jy").status_code == 422
        assert Event.objects.filter(kind="proposed").count() == 1
        [found] = waiting(at[OFFICER], timezone.localdate())
        actions.decline(key=found.key, reason="只涉及一个地块", by=at[OFFICER], at=timezone.now())
        assert "机关没有采纳，理由：只涉及一个地块" in shown(client.get(STATUS))

    def test_reading_addresses_change_nothing(self, given: actions.Receipt) -> None:
        client = asks(given)
        assert {client.get(f"{CX}{name}").status_code for name in ("bc", "ch", "pj", "js")} == {405}


class TestFiles:
    """What can be fetched."""

    @pytest.fixture
    def note(self, at: Office, given: actions.Receipt) -> CaseFile:
        """A file that the officer put to the case for the applicant."""
        confirm(at, given)
        brought = Brought(FileUse.PROVIDED, receive("批复全文".encode(), "批复.txt"))
        actions.note(
            application_id=given.application_id,
            text="答复附件",
            files=[brought],
            by=at[OFFICER],
            at=timezone.now(),
        )
        return CaseFile.objects.get()

    def test_what_is_meant_for_the_applicant_is_fetched_and_noted(
        self, given: actions.Receipt, note: CaseFile
    ) -> None:
        client = asks(given)
        assert "批复.txt" in shown(client.get(STATUS))
        answer = client.get(f"{CX}wj/{note.pk}")
        assert b"".join(answer.streaming_content) == "批复全文".encode()  # type: ignore[attr-defined]
        assert "attachment" in answer["Content-Disposition"]
        assert LogEntry.objects.filter(action="files.open", actor="applicant").count() == 1

    def test_nothing_else_is(self, at: Office, given: actions.Receipt, note: CaseFile) -> None:
        client = asks(given)
        assert client.get(f"{CX}wj/{note.pk + 1}").status_code == 404
        assert client.get(f"{CX}wj/{10**30}").status_code == 404
        other = asks(submitted(at, when=timezone.now()))
        assert other.get(f"{CX}wj/{note.pk}").status_code == 404
        note.use = FileUse.SEARCH
        note.save()
        assert client.get(f"{CX}wj/{note.pk}").status_code == 404
        assert Client().get(f"{CX}wj/{note.pk}").status_code == 302

    def test_one_that_is_held_back_is_a_clear_page(self, given: actions.Receipt, note: CaseFile) -> None:
        quarantine(file_id=note.file_id, reason="核查", by=OPERATOR, at=timezone.now())
        answer = asks(given).get(f"{CX}wj/{note.pk}")
        assert answer.status_code == 404
        assert "暂时不能下载" in shown(answer)
