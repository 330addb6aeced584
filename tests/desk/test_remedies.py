"""Review and suit at the desk: registered, entered step by step, lost, carried out, counted, packed; complaints handled."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from pytest_django import Settings

from gongkai.law.ledger import Kind
from gongkai.remedies import actions
from gongkai.remedies.actions import Told
from gongkai.remedies.models import Chain, Complaint, Event, EventFile, Participant
from gongkai.remedies.models.kinds import Cause, Claim, ComplaintState, Stage
from tests.applications.office import HEAD, OFFICER, SUPERVISOR, Office
from tests.desk.case_pages import at_the_desk, staffed
from tests.desk.papers import PIXEL
from tests.desk.test_leaks import text_of
from tests.remedies.office import opened, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path
    settings.DATA = tmp_path


@pytest.fixture
def at() -> Office:
    return staffed()


@pytest.fixture
def officer(at: Office) -> Client:
    return at_the_desk(at, OFFICER)


def back(days: int) -> date:
    return localdate() - timedelta(days=days)


def registered(at: Office, officer: Client, **changes: Any) -> Chain:
    data = {
        "agency": at.agency.pk,
        "title": "对虚构补贴名单的答复",
        "cause": Cause.ANSWER.value,
        "claimant": "applicant",
        "name": "云小舟",
    }
    answer = officer.post(reverse("desk:remedy_new"), data | changes)
    assert answer.status_code == 302
    return Chain.objects.latest("pk")


def entered(client: Client, one: Chain, kind: Kind, on: date, **said: Any) -> Any:
    one.refresh_from_db()
    data = {"moves": one.moves, "on": on.isoformat(), **said}
    return client.post(reverse("desk:remedy_record", args=[one.pk, kind.value]), data)


def page(client: Client, name: str, *given: Any, query: str = "") -> str:
    answer = client.get(reverse(f"desk:{name}", args=given) + query)
    assert answer.status_code == 200, name
    return text_of(answer)


def test_a_review_is_lost_carried_out_and_counted(at: Office, officer: Client) -> None:
    one = registered(at, officer)
    assert entered(officer, one, Kind.REPLIED, back(60), result="unable_not_held").status_code == 302
    file = SimpleUploadedFile("申请书.png", PIXEL)
    entered(officer, one, Kind.REVIEW_APPLIED, back(40), docket="虚构复1号", files=[file])
    done = entered(
        officer,
        one,
        Kind.REVIEW_DECIDED,
        back(2),
        result="revoked_redo",
        ordered_working_days=15,
        reasons="事实不清",
    )
    assert done.status_code == 302
    one.refresh_from_db()
    assert one.stage == Stage.DUTY
    shown = page(officer, "remedy", one.pk)
    for words in ("败诉，待履行", "重新答复申请人", "虚构复1号", "事实不清", "登记履行", "申请书.png"):
        assert words in shown
    assert "云小舟" not in shown
    decision = Event.objects.get(chain=one, kind=Kind.REVIEW_DECIDED)
    where = reverse("desk:remedy_fulfil", args=[one.pk, decision.pk, "change_outcome"])
    assert officer.post(where, {"moves": one.moves, "note": "已改正"}).status_code == 302
    table = page(officer, "remedies_table")
    cell = reverse("desk:remedies_cell", args=[localdate().year, "t4.review.corrected"])
    assert cell in table
    assert one.title in text_of(officer.get(cell))
    assert one.title in page(officer, "remedies", query="?tab=duty")
    assert one.number in page(officer, "remedies_export")
    assert "纠正率" in page(officer, "remedies_statistics")


def test_what_contradicts_is_shown_with_what_was_typed(at: Office, officer: Client) -> None:
    one = registered(at, officer)
    answer = entered(officer, one, Kind.REVIEW_DECIDED, back(2), result="upheld", note="写过的话")
    assert answer.status_code == 409
    assert "没有行政复议申请" in text_of(answer)
    assert "写过的话" in text_of(answer)
    assert entered(officer, one, Kind.REVIEW_DECIDED, back(2)).status_code == 422
    assert officer.get(reverse("desk:remedy_record", args=[one.pk, "confirmed"])).status_code == 404


def test_a_mistake_is_taken_back_by_the_head_alone(at: Office, officer: Client) -> None:
    one = registered(at, officer)
    entered(officer, one, Kind.SUIT_FILED, back(9))
    event = Event.objects.get(chain=one, kind=Kind.SUIT_FILED)
    where = reverse("desk:remedy_void", args=[one.pk, event.pk])
    one.refresh_from_db()
    assert officer.post(where, {"moves": one.moves, "reason": "误记"}).status_code == 403
    head = at_the_desk(at, HEAD)
    assert head.post(where, {"moves": one.moves, "reason": "误记"}).status_code == 302
    assert "撤销的理由：误记" in page(head, "remedy", one.pk)


def test_names_are_revealed_with_a_reason(at: Office, officer: Client) -> None:
    one = registered(at, officer)
    where = reverse("desk:remedy_reveal", args=[one.pk, Participant.objects.get().pk, "name"])
    assert "云小舟" not in text_of(officer.get(where))
    assert officer.post(where, {"reason": ""}).status_code == 422
    assert "云小舟" in text_of(officer.post(where, {"reason": "核对起诉状"}))


def test_files_and_the_evidence_are_handed_out(at: Office, officer: Client) -> None:
    one = registered(at, officer)
    where = reverse("desk:remedy_do", args=[one.pk, "note"])
    file = SimpleUploadedFile("证据.png", PIXEL)
    assert officer.post(where, {"moves": one.moves, "text": "补充证据", "files": [file]}).status_code == 302
    kept = EventFile.objects.get(chain=one)
    assert officer.get(reverse("desk:remedy_file", args=[one.pk, kept.pk])).status_code == 200
    answer = officer.post(reverse("desk:remedy_evidence", args=[one.pk]))
    assert answer["Content-Type"] == "application/zip"
    assert b"".join(answer.streaming_content).startswith(b"PK")  # type: ignore[attr-defined]


def test_a_complaint_is_handled_to_its_end(at: Office) -> None:
    supervisor = at_the_desk(at, SUPERVISOR)
    told = Told(at.agency.pk, Claim.NO_ANSWER, "两个月没有答复", "补贴名单", "云小舟")
    made = actions.submit(office_id=at.agency.pk, told=told, ticket=uuid4(), at=timezone.now())
    assert "补贴名单" in page(supervisor, "complaints", query="?tab=new")
    shown = page(supervisor, "complaint", made.complaint_id)
    assert "两个月没有答复" not in shown
    assert "云小舟" not in shown
    for deed, text in (("accept", ""), ("ask", "请说明"), ("rectify", "已督促整改")):
        one = Complaint.objects.get(pk=made.complaint_id)
        where = reverse("desk:complaint_do", args=[one.pk, deed])
        assert supervisor.get(where).status_code == 200
        assert supervisor.post(where, {"moves": one.moves, "text": text}).status_code == 302
    assert Complaint.objects.get().state == ComplaintState.ENDED
    where = reverse("desk:complaint_reveal", args=[made.complaint_id, "says"])
    assert "两个月没有答复" in text_of(supervisor.post(where, {"reason": "核实"}))
    again = supervisor.post(reverse("desk:complaint_do", args=[made.complaint_id, "accept"]), {"moves": 9})
    assert again.status_code == 409


def test_a_letter_of_complaint_is_registered_once(at: Office) -> None:
    supervisor = at_the_desk(at, SUPERVISOR)
    data = {
        "ticket": str(uuid4()),
        "agency": at.agency.pk,
        "way": "counter",
        "arrived_on": localdate().isoformat(),
        "against": at.agency.pk,
        "claim": "other",
        "says": "来访反映",
    }
    first = supervisor.post(reverse("desk:complaint_new"), data)
    second = supervisor.post(reverse("desk:complaint_new"), data)
    assert Complaint.objects.get().number in text_of(first)
    assert text_of(first).count("查询码") == text_of(second).count("查询码") > 0


def test_application_and_dispute_lead_to_each_other(at: Office, officer: Client) -> None:
    one = refused(at)
    before = page(officer, "application", one)
    assert "没有登记。" in before
    assert f"{reverse('desk:remedy_new')}?application=" in before
    dispute = opened(at, one)
    assert f'href="{reverse("desk:remedy", args=[dispute])}"' in page(officer, "application", one)
    assert f'href="{reverse("desk:application", args=[one])}"' in page(officer, "remedy", dispute)
