"""文书 of a case on the desk: listed, read with the name masked, opened as files, sent, served, sent back."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.applications.actions.letters import made_files, make_letter
from gongkai.applications.models import CaseFile, Decision, FileUse, Letter
from gongkai.law.deadlines.answer import State
from gongkai.records.models import LogEntry
from tests.applications.office import (
    CLERK,
    LEADER,
    NOON,
    OFFICER,
    Office,
    after,
    application,
    confirmed,
    decided,
    drafted,
)
from tests.desk.case_pages import at_the_desk, read, staffed, tidy
from tests.desk.papers import PIXEL

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return staffed()


@pytest.fixture
def reply(at: Office) -> Letter:
    """The letter of a reply, with its files."""
    one = confirmed(at, when=after(0))
    decided(at, one, "granted", "provided", when=after(1))
    made = Letter.objects.get(application=one)
    make_letter(letter_id=made.pk, at=after(1), prepared=made_files(letter_id=made.pk, at=NOON))
    return Letter.objects.get(pk=made.pk)


def does(client: Client, letter: Letter, what: str, **said: Any) -> Any:
    moves = application(letter.application_id).moves
    return client.post(
        reverse("desk:application_letter_do", args=[letter.pk, what]), {"moves": moves, **said}
    )


def test_the_letters_of_a_case_are_listed_with_their_way(at: Office, reply: Letter) -> None:
    page = tidy(read(at_the_desk(at, OFFICER), "application_letters", reply.application_id))
    for words in ("予以公开告知书", reply.number, "尚未发出", "PDF", "Word"):
        assert words in page


def test_a_letter_reads_as_the_paper_with_the_name_masked(at: Office, reply: Letter) -> None:
    page = read(at_the_desk(at, OFFICER), "application_letter", reply.pk)
    assert '<article class="letter">' in page
    assert "经审查，现答复如下。" in page
    assert "云小舟" not in page
    assert reply.digest in page
    assert reverse("letter_confirmed", args=[reply.code]) in page


def test_whoever_opens_the_file_is_in_the_log(at: Office, reply: Letter) -> None:
    before = LogEntry.objects.filter(action="files.open").count()
    answer = at_the_desk(at, OFFICER).get(reverse("desk:application_letter_file", args=[reply.pk, "pdf"]))
    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert LogEntry.objects.filter(action="files.open").count() == before + 1
    missing = at_the_desk(at, OFFICER).get(reverse("desk:application_letter_file", args=[reply.pk, "exe"]))
    assert missing.status_code == 404


def test_sent_returned_sent_again_and_served_with_proof(at: Office, reply: Letter) -> None:
    clerk, day = at_the_desk(at, CLERK), after(1).date().isoformat()
    answer = does(clerk, reply, "send", way="post", on=day)
    assert answer.status_code == 422
    assert "邮件号" in answer.content.decode()
    assert does(clerk, reply, "send", way="post", tracking="XA00000000011", on=day).status_code == 302
    assert does(clerk, reply, "returned", how="地址不详", on=day).status_code == 302
    page = tidy(read(clerk, "application_letter", reply.pk))
    assert "已经退回，需要另行送达" in page
    assert does(clerk, reply, "send", way="counter", on=day).status_code == 302
    answer = clerk.post(
        reverse("desk:application_letter_do", args=[reply.pk, "serve"]),
        {
            "moves": application(reply.application_id).moves,
            "how": "本人签收",
            "on": day,
            "files": SimpleUploadedFile("回证.png", PIXEL, "image/png"),
        },
    )
    assert answer.status_code == 302
    assert CaseFile.objects.filter(application=reply.application_id, use=FileUse.PROOF).count() == 1
    assert application(reply.application_id).state == State.SERVED
    page = tidy(read(clerk, "application_letter", reply.pk))
    assert "已经送达" in page
    assert "申请行政复议" in page
    assert "登记文书退回" not in page


def _upload() -> Any:
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile("回证.png", PIXEL, "image/png")


def test_two_at_once_and_days_that_cannot_be(at: Office, reply: Letter) -> None:
    clerk = at_the_desk(at, CLERK)
    answer = does(clerk, reply, "serve", how="本人签收", on="2026-01-05")
    assert answer.status_code == 409
    assert "日期应当在文书发出之后" in answer.content.decode()
    answer = clerk.post(
        reverse("desk:application_letter_do", args=[reply.pk, "serve"]),
        {"moves": 0, "how": "本人签收", "on": after(1).date().isoformat()},
    )
    assert answer.status_code == 409
    assert application(reply.application_id).state == State.REPLIED


def test_who_may_only_look_has_no_buttons(at: Office, reply: Letter) -> None:
    page = read(at_the_desk(at, LEADER), "application_letter", reply.pk)
    assert "登记文书送达" not in page
    address = reverse("desk:application_letter_do", args=[reply.pk, "send"])
    assert at_the_desk(at, LEADER).get(address).status_code == 403
    stranger = at_the_desk(staffed("b"), OFFICER)
    for name, more in (("application_letter", []), ("application_letter_file", ["pdf"])):
        assert stranger.get(reverse(f"desk:{name}", args=[reply.pk, *more])).status_code == 404


def test_the_letter_of_a_draft_is_seen_before_it_is_signed(at: Office) -> None:
    one = confirmed(at, when=after(0))
    decision = drafted(at, one, "granted", "provided", when=after(1))
    page = read(at_the_desk(at, OFFICER), "application_decision_letter", decision)
    assert '<article class="letter">' in page
    assert "予以公开告知书" in page
    assert "云小舟" not in page


def test_what_is_wrong_with_the_letter_stands_with_the_checks_and_holds_it_back(at: Office) -> None:
    one = confirmed(at, when=after(0))
    decision = drafted(at, one, "granted", "provided", when=after(1))
    officer = at_the_desk(at, OFFICER)
    page = tidy(read(officer, "application_decision", decision))
    assert "文书：制成文件以前请处理" not in page
    held = Decision.objects.get(pk=decision)
    Decision.objects.filter(pk=decision).update(text=f"{held.text}\n〔请填写：附件的名称〕")
    page = read(officer, "application_decision", decision)
    assert "正文里还有没有填写的地方：〔请填写：附件的名称〕" in tidy(page)
    assert reverse("desk:application_decision_submit", args=[decision]) in page
    assert ">送审</button>" not in page
    before = Decision.objects.get(pk=decision).round_id
    officer.post(reverse("desk:application_decision_submit", args=[decision]), {"revision": held.revision})
    assert Decision.objects.get(pk=decision).round_id == before
