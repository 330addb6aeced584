"""Requests for correction at the desk: the counter, the list, the page of one, each act, what is revealed and logged."""

import csv
from io import StringIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from gongkai.applications.actions import rectifying
from gongkai.applications.actions.rectifying_letters import made_files, make_letter
from gongkai.applications.models import Rectification, RectifyEvent, RectifyFile
from gongkai.applications.queries.rectifying.permits import Act
from gongkai.desk.rectifications.forms import DEEDS
from gongkai.law.rectification.answers import Ground
from gongkai.law.rectification.course import State
from gongkai.law.roles import Role
from gongkai.records.models import LogEntry
from tests.applications.office import CLERK, OFFICER, SUPERVISOR, Office
from tests.applications.rectifying import RIGHT, WHY, WRONG, one, registered, submitted
from tests.desk.case_pages import at_the_desk, read, staffed, tidy
from tests.desk.papers import PIXEL
from tests.desk.test_leaks import text_of

pytestmark = pytest.mark.django_db
PERSON = {
    "asker": "person",
    "name": "云小舟",
    "identity": "resident_card",
    "identity_no": "11010519491231002X",
    "telephone": "13900009876",
    "record": "虚构补贴发放名册",
    "says_now": WRONG,
    "should_say": RIGHT,
    "because": WHY,
}


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.FILES = tmp_path


@pytest.fixture
def at() -> Office:
    return staffed()


@pytest.fixture
def officer(at: Office) -> Client:
    return at_the_desk(at, OFFICER)


def held(at: Office) -> int:
    """A request that came to the counter today."""
    return registered(at, when=timezone.now()).rectification_id


def do(client: Client, made: int, act: str, /, **given: Any) -> tuple[int, str]:
    """Fill in the form of an act and send it; status and text of the answer."""
    address = reverse("desk:rectification_do", args=[made, act])
    assert client.get(address).status_code == 200
    answer = client.post(address, {"moves": one(made).moves, **given})
    return answer.status_code, answer.content.decode()


def test_every_act_has_its_form() -> None:
    assert set(DEEDS) == set(Act) - {Act.REVEAL}


def test_typed_in_at_the_counter(at: Office) -> None:
    clerk, address = at_the_desk(at, CLERK), reverse("desk:rectification_new")
    assert clerk.get(address).status_code == 200
    today = timezone.localdate().isoformat()
    form = {**PERSON, "agency": at.agency.pk, "way": "counter", "arrived_on": today, "ticket": str(uuid4())}
    wrong = clerk.post(address, {**form, "should_say": WRONG})
    assert (wrong.status_code, "应当的记录与现在的记录相同" in wrong.content.decode()) == (422, True)
    answer = clerk.post(
        address,
        {
            **form,
            "files": SimpleUploadedFile("申请书.png", PIXEL),
        },
    )
    page = tidy(answer.content.decode())
    made = Rectification.objects.get()
    assert made.number in page
    assert (made.state, RectifyFile.objects.get().name) == (State.CHECKING, "申请书.png")
    again = tidy(clerk.post(address, form).content.decode())
    assert "已经登记过" in again
    assert Rectification.objects.count() == 1
    late = clerk.post(address, {**form, "ticket": str(uuid4()), "arrived_on": "2999-01-01"})
    assert (late.status_code, "收到日期不能晚于今天" in late.content.decode()) == (422, True)
    bad = {**form, "ticket": str(uuid4()), "files": SimpleUploadedFile("程序.exe", b"MZ" + bytes(64))}
    assert clerk.post(address, bad).status_code == 422
    assert Rectification.objects.count() == 1


def test_from_confirmation_to_correction(at: Office, officer: Client) -> None:
    made = submitted(at, when=timezone.now()).rectification_id
    assert do(officer, made, "confirm", how="电话确认")[0] == 302
    assert do(officer, made, "ask_evidence", what="请提供户口簿复印件", working_days="5")[0] == 302
    assert "等待补充证据" in tidy(read(officer, "rectification", made))
    file = SimpleUploadedFile("证据.txt", "虚构".encode())
    assert do(officer, made, "record_evidence", said="当面出示", files=file)[0] == 302
    assert do(officer, made, "note", text="已联系档案科")[0] == 302
    status, page = do(officer, made, "correct", old_record=WRONG, new_record=WRONG)
    assert (status, "更正前后的内容相同" in page, WRONG in page) == (409, True, True)
    assert do(officer, made, "correct", old_record=WRONG, new_record=RIGHT)[0] == 302
    page = tidy(read(officer, "rectification", made))
    assert "已更正" in page
    assert "不计入年报表三" in page
    assert [text for text in (WRONG, RIGHT, WHY, "云小舟", "当面出示") if text in page] == []
    stored = RectifyFile.objects.get()
    opened = officer.get(reverse("desk:rectification_file", args=[made, stored.pk]))
    assert text_of(opened) == "虚构"
    assert officer.get(reverse("desk:rectification_file", args=[made, 0])).status_code == 404


@pytest.mark.parametrize(
    ("act", "given", "state"),
    [
        ("refuse", {"ground": Ground.ACCURATE.value, "reasons": "与档案一致"}, State.REFUSED),
        ("forward", {"organ": "云岭县虚构民政局", "sent": "yes"}, State.FORWARDED),
        ("forward", {"organ": "云岭县虚构民政局", "contact": "000", "sent": "no"}, State.DIRECTED),
        ("withdraw", {"reason": "书面撤回"}, State.WITHDRAWN),
    ],
)
def test_other_ends(at: Office, officer: Client, act: str, given: dict[str, str], state: State) -> None:
    made = held(at)
    assert do(officer, made, act, **given)[0] == 302
    assert one(made).state == state
    again = officer.get(reverse("desk:rectification_do", args=[made, act]))
    assert (again.status_code, "不能" in again.content.decode()) == (409, True)


def test_what_lacks_is_said(at: Office, officer: Client) -> None:
    made = held(at)
    assert do(officer, made, "refuse", ground=Ground.ACCURATE.value)[0] == 422
    assert do(officer, made, "forward", organ="某局", sent="no")[0] == 409
    bad = SimpleUploadedFile("程序.exe", b"MZ" + bytes(64))
    assert do(officer, made, "record_evidence", said="见附件", files=bad)[0] == 422
    assert RectifyEvent.objects.filter(rectification=made).count() == 1
    for name in ("reveal", "nothing"):
        assert officer.get(reverse("desk:rectification_do", args=[made, name])).status_code == 404


def test_somebody_was_first(at: Office, officer: Client) -> None:
    made = held(at)
    address = reverse("desk:rectification_do", args=[made, "note"])
    rectifying.note(rectification_id=made, text="先写", by=at[OFFICER], at=timezone.now())
    answer = officer.post(address, {"moves": 0, "text": "后写"})
    page = answer.content.decode()
    assert (answer.status_code, "刚刚有变化" in page, "后写" in page, 'value="1"' in page) == (
        409,
        True,
        True,
        True,
    )


def test_a_new_code_is_shown_once(at: Office, officer: Client) -> None:
    receipt = submitted(at, when=timezone.now())
    made = receipt.rectification_id
    answer = officer.post(
        reverse("desk:rectification_do", args=[made, "renew_code"]), {"reason": "当面核对证件", "moves": 0}
    )
    assert "新的查询码" in tidy(answer.content.decode())
    assert rectifying.find(receipt.number, receipt.code) is None


@pytest.mark.parametrize(
    ("field", "shown"),
    [("name", ["云小舟"]), ("identity_no", ["11010519491231002X"]), ("record", [WRONG, RIGHT, WHY])],
)
def test_what_is_revealed_is_logged(at: Office, officer: Client, field: str, shown: list[str]) -> None:
    made = held(at)
    address = reverse("desk:rectification_reveal", args=[made, field])
    assert officer.get(address).status_code == 200
    before = LogEntry.objects.count()
    assert officer.post(address, {"reason": " "}).status_code == 422
    assert LogEntry.objects.count() == before
    page = officer.post(address, {"reason": "核实办理"}).content.decode()
    assert [text for text in shown if text not in page] == []
    entries = LogEntry.objects.filter(seq__gt=LogEntry.objects.order_by("seq")[before - 1].seq)
    assert {(each.action, each.subject) for each in entries} == {("records.reveal", f"rectification:{made}")}
    assert len(entries) == len(shown)
    for wrong in ("agent", "code"):
        found = officer.post(reverse("desk:rectification_reveal", args=[made, wrong]), {"reason": "核实"})
        assert found.status_code == (422 if wrong == "agent" else 404)


def test_what_an_event_says_is_revealed(at: Office, officer: Client) -> None:
    made = held(at)
    do(officer, made, "correct", old_record=WRONG, new_record=RIGHT)
    event = RectifyEvent.objects.get(kind="corrected").pk
    address = reverse("desk:rectification_reveal_said", args=[made, "new_record", event])
    assert f'href="{address}"' in read(officer, "rectification", made)
    assert RIGHT in officer.post(address, {"reason": "制作文书"}).content.decode()
    assert (
        officer.get(reverse("desk:rectification_reveal_said", args=[made, "name", event])).status_code == 404
    )


def test_list_filters_and_export(at: Office, officer: Client) -> None:
    made, other = held(at), submitted(at, when=timezone.now(), record="另一份虚构名册").rectification_id
    address = reverse("desk:rectifications")

    def numbers(query: str) -> list[str]:
        page = officer.get(address + query).content.decode()
        return [number for number in (one(made).number, one(other).number) if number in page]

    both = [one(made).number, one(other).number]
    assert numbers("") == both
    assert numbers("?tab=confirming") == numbers("?q=另一份") == numbers("?state=confirming") == [both[1]]
    assert numbers("?tab=open") == numbers("?way=counter") == [both[0]]
    assert numbers("?q=云小舟") == both
    last_year = timezone.localdate().year - 1
    assert numbers("?tab=ended") == numbers(f"?year={last_year}") == []
    assert numbers("?tab=x&state=x&year=x") == both
    rows = list(csv.reader(StringIO(text_of(officer.get(reverse("desk:rectifications_export"))))))
    assert [row[0] for row in rows[1:]] == both[::-1]
    assert rows[1][2] == "云**"


def test_only_so_many_exports_in_an_hour(at: Office, officer: Client, settings: Settings) -> None:
    held(at)
    settings.EXPORTS_PER_HOUR = 1
    seen = [officer.get(reverse("desk:rectifications_export")).status_code for _ in range(2)]
    assert seen == [200, 429]


def test_pages_of_the_list(at: Office, officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.applications.queries.rectifying.listing.PAGE", 1)
    for _ in range(31):
        held(at)
    page = officer.get(reverse("desk:rectifications")).content.decode()
    assert "下一页" in page
    assert "共 31" in tidy(page)


@pytest.mark.parametrize("many", [1, 12])
def test_the_list_takes_as_many_queries_with_any_number_of_rows(
    at: Office, officer: Client, many: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(many):
        held(at)
    officer.get(reverse("desk:rectifications"))
    with django_assert_num_queries(LIST):
        officer.get(reverse("desk:rectifications"))


LIST = 16


def test_whoever_only_reads_is_offered_nothing(at: Office) -> None:
    made = held(at)
    page = read(at_the_desk(at, SUPERVISOR), "rectification", made)
    assert "查看完整" not in page
    assert "/do/" not in page
    assert at_the_desk(at, Role.HANDLER).get(reverse("desk:rectification", args=[made])).status_code == 403


def test_the_letter_leaves_once_and_its_files_stand_on_the_page(at: Office, officer: Client) -> None:
    made = held(at)
    assert do(officer, made, "forward", organ="云岭县虚构民政局", sent="yes")[0] == 302
    assert "制发告知书" in tidy(read(officer, "rectification", made))
    assert do(officer, made, "letter")[0] == 302
    prepared = made_files(rectification_id=made, at=timezone.now())
    make_letter(rectification_id=made, at=timezone.now(), prepared=prepared)
    page = tidy(read(officer, "rectification", made))
    assert "转送更正告知书.pdf" in page
    assert "写备注" in page
    assert "制发告知书" not in page
    assert do(officer, made, "letter")[0] == 409
