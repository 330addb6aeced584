"""Files that come with an act, what is seldom done with an application, parts of the work."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.actions import Task
from gongkai.applications.models import Application, Assignment, CaseFile, Event
from gongkai.law.deadlines.answer import State
from gongkai.records.models import LogEntry
from tests.applications.office import HANDLER, HEAD, LEADER, OFFICER, Office, after, application, confirmed
from tests.desk.case_pages import at_the_desk, do, read, staffed
from tests.desk.test_application_deeds import COMPANY, TODAY, consulted, gone

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return staffed()


class TestFiles:
    """Files come with what they prove."""

    def test_are_kept_with_their_use(self, at: Office) -> None:
        one, client = consulted(at), at_the_desk(at, OFFICER)
        letter = SimpleUploadedFile("复函.txt", "同意公开。".encode())
        given = {"whom": f"third_party:{COMPANY}", "said": "agreed", "on": TODAY, "files": letter}
        assert do(client, one, "record_opinion", **given)[0] == 302
        file = CaseFile.objects.get(application=one)
        assert (file.name, file.use) == ("复函.txt", "opinion")
        assert "复函.txt" in read(client, "application", one)

    def test_are_put_into_the_case_by_themselves(self, at: Office) -> None:
        one, client = confirmed(at), at_the_desk(at, OFFICER)
        scan = SimpleUploadedFile("申请书.txt", "申请书。".encode())
        assert do(client, one, "file", use="scan", files=scan)[0] == 302
        assert CaseFile.objects.get(application=one).use == "scan"
        code, page = do(client, one, "file", use="scan")
        assert (code, "没有选择文件" in page) == (409, True)
        given = {"use": "provided", "files": SimpleUploadedFile("x.txt", b"x")}
        assert do(client, one, "file", **given)[0] == 422

    def test_what_is_no_document_is_refused_and_logged(self, at: Office) -> None:
        one, client = confirmed(at), at_the_desk(at, OFFICER)
        program = SimpleUploadedFile("申请书.pdf", b"MZ\x90\x00" + bytes(200))
        code, page = do(client, one, "file", use="scan", text="扫描件", files=program)
        assert code == 422
        assert "扫描件" in page
        assert not CaseFile.objects.exists()
        assert (
            LogEntry.objects.filter(action="files.refuse").exists()
            or LogEntry.objects.filter(action__startswith="files.").exists()
        )


class TestSeldom:
    """What is behind 更多."""

    def test_merge_with_another_of_the_same_applicant(self, at: Office) -> None:
        one, other, strange = confirmed(at), confirmed(at), confirmed(at, identity_no="110105194912310038")
        client = at_the_desk(at, OFFICER)
        assert do(client, one, "merge", into_id=strange, reason="一并答复")[0] == 422
        assert do(client, one, "merge", into_id=other, reason="一并答复")[0] == 302
        assert application(one).merged_into_id == other
        refused = client.get(reverse("desk:application_do", args=[one, "assign"]))
        assert refused.status_code == 409

    def test_mistake_is_taken_back_with_a_reason(self, at: Office) -> None:
        one, client = consulted(at), at_the_desk(at, HEAD)
        event = Event.objects.get(application=one, kind="third_party_asked")
        log = read(client, "application_log", one)
        assert f"/do/void/?event={event.pk}" in log
        assert re.search(
            rf'value="{event.pk}" selected',
            client.get(
                reverse("desk:application_do", args=[one, "void"]) + f"?event={event.pk}"
            ).content.decode(),
        )
        confirmation = Event.objects.get(application=one, kind="confirmed")
        assert do(client, one, "void", event_id=confirmation.pk, reason="误记")[0] == 422
        assert do(client, one, "void", event_id=event.pk, reason="  ")[0] == 422
        assert do(client, one, "void", event_id=event.pk, reason="发错对象")[0] == 302
        assert application(one).state == State.IN_REVIEW
        assert "已撤销：发错对象" in read(client, "application_log", one)

    def test_new_code_is_shown_once(self, at: Office) -> None:
        one, client = confirmed(at), at_the_desk(at, OFFICER)
        old = application(one).code.unsealed()
        code, page = do(client, one, "renew_code", reason="当面核对身份证件")
        new = application(one).code.unsealed()
        assert code == 200
        assert new in page
        assert new != old
        assert new not in read(client, "application_log", one)
        assert do(client, one, "renew_code", reason="")[0] == 422

    def test_archive_is_no_longer_offered(self, at: Office) -> None:
        one, client = gone(at), at_the_desk(at, OFFICER)
        assert do(client, one, "archive")[0] == 302
        answer = client.post(
            reverse("desk:application_do", args=[one, "archive"]), {"moves": application(one).moves}
        )
        assert answer.status_code == 409
        assert "已经归档" in answer.content.decode()

    @pytest.mark.parametrize("what", ["decide", "issue", "reveal", "finish_part", "nothing"])
    def test_other_acts_have_no_form_here(self, at: Office, what: str) -> None:
        address = reverse("desk:application_do", args=[confirmed(at), what])
        assert at_the_desk(at, OFFICER).get(address).status_code == 404


class TestParts:
    """A part of the work is answered by whom it was given to."""

    def given(self, at: Office, one: int, **to: Any) -> int:
        task = Task("查档案", after(5).date(), **to)
        return actions.assign(application_id=one, task=task, by=at[OFFICER], at=after(1))

    def test_is_given_to_a_colleague_and_answered(self, at: Office) -> None:
        one, officer = confirmed(at), at_the_desk(at, OFFICER)
        given = {"what": "查档案", "person": at[HANDLER].user_id, "due_on": "2026-03-10", "handler": "on"}
        assert do(officer, one, "assign", **given)[0] == 302
        part = Assignment.objects.get(application=one)
        assert application(one).handler_id == at[HANDLER].user_id
        client = at_the_desk(at, HANDLER)
        address = reverse("desk:application_part", args=[one, part.pk])
        assert "查档案" in client.get(address).content.decode()
        found = SimpleUploadedFile("找到的文件.txt", "虚构文件".encode())
        answer = client.post(address, {"outcome": "找到一份，可以公开", "files": found})
        assert answer.status_code == 302
        part.refresh_from_db()
        assert part.outcome == "找到一份，可以公开"
        assert CaseFile.objects.get(application=one).name == "找到的文件.txt"
        again = client.post(address, {"outcome": "再答一次"})
        assert again.status_code == 409
        assert "再答一次" in again.content.decode()

    @pytest.mark.parametrize("outcome", ["", "  ", "空\0字", "长" * 2001])
    def test_bad_answer_is_refused(self, at: Office, outcome: str) -> None:
        one = confirmed(at)
        part = self.given(at, one, person_id=at[HANDLER].user_id)
        address = reverse("desk:application_part", args=[one, part])
        assert at_the_desk(at, HANDLER).post(address, {"outcome": outcome}).status_code == 422

    def test_not_by_somebody_else(self, at: Office) -> None:
        one = confirmed(at)
        part = self.given(at, one, person_id=at[HANDLER].user_id)
        address = reverse("desk:application_part", args=[one, part])
        officer = at_the_desk(at, OFFICER)
        assert "由承办人本人回复" in officer.get(address).content.decode()
        assert officer.post(address, {"outcome": "代答"}).status_code == 403
        assert at_the_desk(at, LEADER).post(address, {"outcome": "代答"}).status_code == 403
        assert Assignment.objects.get(pk=part).done_at is None

    def test_of_a_unit_without_account_is_entered_by_the_officer(self, at: Office) -> None:
        one = confirmed(at)
        part = self.given(at, one, unit="虚构科室")
        address = reverse("desk:application_part", args=[one, part])
        assert at_the_desk(at, OFFICER).post(address, {"outcome": "没有找到"}).status_code == 302
        assert Assignment.objects.get(pk=part).outcome == "没有找到"

    def test_of_another_application_is_not_found(self, at: Office) -> None:
        one, other = confirmed(at), confirmed(at)
        part = self.given(at, one, unit="虚构科室")
        address = reverse("desk:application_part", args=[other, part])
        assert at_the_desk(at, OFFICER).get(address).status_code == 404
        assert Application.objects.count() == 2
