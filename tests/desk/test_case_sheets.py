"""Forms of a case filled on demand: what stands in each, masked on the page, whole in the PDF, and who had it is in the log."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pytest_django import Settings

from gongkai.accounts.models import User
from gongkai.applications import actions
from gongkai.applications.actions import Service, Task
from gongkai.applications.models import Assignment, Delivery, Letter
from gongkai.law.roles import Role
from gongkai.records.models import LogEntry
from tests.applications.office import (
    CLERK,
    HANDLER,
    LEADER,
    OFFICER,
    Office,
    after,
    application,
    confirmed,
    decided,
    drafted,
)
from tests.desk.case_pages import at_the_desk, read, staffed, tidy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path / "files"
    return staffed()


def page(client: Client, one: int, kind: str, of: int | None = None) -> str:
    address = reverse("desk:application_sheet", args=[one, kind])
    answer = client.get(f"{address}?of={of}" if of else address)
    assert answer.status_code == 200
    return tidy(answer.content.decode())


def text_of_pdf(data: bytes) -> str:
    return "".join("".join(each.extract_text() for each in PdfReader(BytesIO(data)).pages).split())


def test_the_forms_of_a_case_are_listed(at: Office) -> None:
    one = confirmed(at)
    before = tidy(read(at_the_desk(at, OFFICER), "application_letters", one))
    assert "政府信息公开申请登记表" in before
    assert "答复审批单" not in before
    drafted(at, one, "granted", "provided", when=after(1))
    assert "答复审批单" in tidy(read(at_the_desk(at, OFFICER), "application_letters", one))


def test_application_and_register_say_what_came_in_with_the_applicant_masked(at: Office) -> None:
    one = confirmed(at)
    officer, held = at_the_desk(at, OFFICER), application(one)
    form = page(officer, one, "form_application")
    wish = held.wanted.get().name
    for words in ("居民身份证", "公民（自然人）", wish, held.get_medium_display()):
        assert words in form
    register = page(officer, one, "register_sheet")
    for words in (held.number, held.get_way_display(), wish, str(held.applicant.name)):
        assert words in register
    for words in ("云小舟", "11010519491231002X"):
        assert words not in form + register


def test_the_approval_names_who_agreed_to_what(at: Office) -> None:
    one = confirmed(at)
    drafted(at, one, "granted", "provided", when=after(1))
    officer = at_the_desk(at, OFFICER)
    empty = page(officer, one, "approval_sheet")
    assert "予以公开" in empty
    assert "保密审查：" not in empty
    decided(at, one, "granted", "provided", when=after(2))
    signed = page(officer, one, "approval_sheet")
    for role in (Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER, Role.OFFICE_HEAD, Role.LEADER):
        assert User.objects.get(username=at[role].username).name in signed
    assert application(one).decisions.latest("pk").digest[:16] in signed


def test_a_part_of_the_work_has_its_note(at: Office) -> None:
    one = confirmed(at)
    task = Task("查找安置方案", after(9).date(), at[HANDLER].user_id, "业务股")
    actions.assign(application_id=one, task=task, by=at[OFFICER], at=after(1))
    part = Assignment.objects.get(application=one)
    note = page(at_the_desk(at, OFFICER), one, "handover_note", part.pk)
    for words in ("业务股", "查找安置方案", application(one).number):
        assert words in note
    other = confirmed(at)
    address = reverse("desk:application_sheet", args=[other, "handover_note"])
    for of in (str(part.pk), "", "x"):
        assert at_the_desk(at, OFFICER).get(f"{address}?of={of}").status_code == 404


def test_the_proof_of_service_says_how_a_letter_went(at: Office) -> None:
    one = confirmed(at, when=after(0))
    decided(at, one, "granted", "provided", when=after(1))
    sent = Letter.objects.get(application=one)
    who: dict[str, Any] = {"letter_id": sent.pk, "by": at[CLERK]}
    actions.send_letter(way=Delivery.POST, tracking="XA00000000011", at=after(1), **who)
    actions.letter_returned(service=Service("地址不详"), at=after(3), **who)
    proof = page(at_the_desk(at, CLERK), one, "service_proof", sent.pk)
    for words in ("予以公开告知书", sent.number, "邮寄", "XA00000000011", "退回：地址不详"):
        assert words in proof


def test_the_pdf_is_whole_and_its_reader_is_in_the_log(at: Office) -> None:
    one = confirmed(at)
    address = reverse("desk:application_sheet_file", args=[one, "form_application"])
    answer = at_the_desk(at, OFFICER).get(address)
    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    said = text_of_pdf(answer.content)
    assert "云小舟" in said
    assert "11010519491231002X" in said
    entry = LogEntry.objects.get(action="applications.print_sheet")
    assert (entry.subject, entry.details) == (f"application:{one}", {"sheet": "form_application"})
    assert at_the_desk(at, LEADER).get(address).status_code == 403
    for kind in ("reply_grant", "nothing"):
        missing = reverse("desk:application_sheet_file", args=[one, kind])
        assert at_the_desk(at, OFFICER).get(missing).status_code == 404
    assert LogEntry.objects.filter(action="applications.print_sheet").count() == 1
    assert "下载 PDF" not in page(at_the_desk(at, LEADER), one, "form_application")
