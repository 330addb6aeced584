"""我来找错 and 有用没用: from the page of an item to the answer at the desk and back to the reader."""

from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.feedback import actions
from gongkai.feedback.actions.rating import forget_households, rate
from gongkai.feedback.models import Fault, FaultEvent, FaultState, Rating, Use
from gongkai.feedback.queries.faults import faults
from gongkai.feedback.queries.ratings import figures
from gongkai.portal.applying import proving
from gongkai.publication.models import Item
from gongkai.records.models import LogEntry
from tests.portal.pages import page
from tests.portal.public import address
from tests.publication.office import HANDLER, MONDAY, NOON, OFFICER, later, office, published
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
PHONE, MAIL = "13900009876", "shui@yunling.example"


@pytest.fixture(autouse=True)
def _site(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES = tmp_path
    settings.APPLICATIONS_PER_HOUR = 20
    monkeypatch.setattr(proving, "proven", lambda request, _form: bool(request.POST.get("answer")))


@pytest.fixture
def at() -> Office:
    """An office below the one that answers for the whole site."""
    return office(parent=office("first").agency)


def sent(of: str, client: Client | None = None, **changes: str) -> Any:
    client = client or Client()
    ticket = str(client.get(reverse("site_fault")).context["ticket"])
    data = {"ym": of, "ticket": ticket, "kind": "typo", "says": f"第一段有错，电话{PHONE}", "contact": MAIL}
    return client.post(reverse("site_fault"), data | {"answer": "9"} | changes, follow=True)


def test_reader_gets_number_and_code_and_later_the_answer(at: Office) -> None:
    item_id = published(at)
    of, title = address(item_id), Item.objects.get(pk=item_id).title
    assert f"{reverse('site_fault')}?ym={of}" in page(of)
    assert f"<b>{title}</b>" in page(f"{reverse('site_fault')}?ym={of}")
    assert "<b>/zfxxgk/</b>" in page(f"{reverse('site_fault')}?ym=/zfxxgk/")
    answer = sent(of).content.decode()
    one = Fault.objects.get()
    assert (one.agency_id, one.page, one.state) == (at.agency.pk, of, FaultState.OPEN)
    assert one.number in answer
    assert PHONE not in one.says
    assert [row.title for row in faults(at[OFFICER], MONDAY).rows] == [title]
    code = one.code.unsealed()
    actions.answer(fault_id=one.pk, text="已经改正，谢谢。", by=at[OFFICER], at=later(1))
    reader = Client()
    wrong = reader.post(reverse("site_fault_query"), {"number": one.number, "code": "AAAA AAAA"})
    assert wrong.status_code == 422
    shown = reader.post(
        reverse("site_fault_query"), {"number": one.number, "code": code.lower()}, follow=True
    )
    assert "已经改正，谢谢。" in shown.content.decode()


def test_form_says_what_is_missing_and_is_one_fault_however_often_it_is_sent(
    at: Office, settings: Settings
) -> None:
    wrong: tuple[dict[str, Any], ...] = ({"kind": "x"}, {"says": " "}, {"says": "错" * 2_001}, {"answer": ""})
    for changes in wrong:
        assert sent("/xxgk/", **changes).status_code == 422
    ticket = "00000000-0000-4000-8000-000000000001"
    for _ in range(2):
        assert sent("/xxgk/", ticket=ticket).status_code == 200
    assert Fault.objects.count() == FaultEvent.objects.count() == 1
    settings.APPLICATIONS_PER_HOUR = 1
    assert sent("/xxgk/").status_code == 429
    assert at.agency.pk


@pytest.mark.parametrize(
    "of", ["https://evil.example/", "//evil.example/x", "javascript:alert(1)", "\x00", "http://[", ""]
)
def test_address_of_another_site_is_kept_nowhere(at: Office, of: str) -> None:
    sent(of)
    assert Fault.objects.get().page == "/"
    assert Fault.objects.get().agency_id != at.agency.pk


def test_target_counts_working_days_and_is_late_after_it(at: Office, settings: Settings) -> None:
    made = told(at)
    one = Fault.objects.get(pk=made)
    assert (one.due_on - MONDAY).days == 3  # Thursday
    assert [row.late for row in faults(at[OFFICER], one.due_on).rows] == [False]
    (row,) = faults(at[OFFICER], one.due_on.replace(day=one.due_on.day + 1)).rows
    assert row.late
    settings.SITE_FAULT_DAYS = 5
    assert (Fault.objects.get(pk=told(at, 2)).due_on - MONDAY).days == 7


def told(at: Office, number: int = 1) -> int:
    from uuid import UUID

    given = actions.Told(at.agency.pk, "/xxgk/", "typo", "错字", MAIL)  # type: ignore[arg-type]
    return actions.report(told=given, ticket=UUID(int=number), at=NOON).fault_id


def test_others_neither_see_nor_answer_and_each_look_at_a_contact_is_logged(at: Office) -> None:
    made, other = told(at), office("b")
    assert faults(other[OFFICER], MONDAY).rows == []
    with pytest.raises(actions.Refused):
        actions.answer(fault_id=made, text="x", by=other[OFFICER], at=NOON)
    with pytest.raises(PermissionDenied):
        actions.answer(fault_id=made, text="x", by=at[HANDLER], at=NOON)
    (row,) = faults(at[HANDLER], MONDAY).rows
    assert MAIL not in row.contact
    with pytest.raises(actions.Refused):
        actions.reveal_contact(fault_id=made, reason=" ", by=at[OFFICER], at=NOON)
    assert actions.reveal_contact(fault_id=made, reason="回电", by=at[OFFICER], at=NOON) == MAIL
    assert LogEntry.objects.filter(action="records.reveal", subject=f"site_fault:{made}").count() == 1
    actions.pass_on(fault_id=made, agency_id=other.agency.pk, text="属贵单位", by=at[OFFICER], at=NOON)
    assert [row.id for row in faults(other[OFFICER], MONDAY).rows] == [made]
    assert faults(at[OFFICER], MONDAY).rows == []


def test_one_word_a_day_of_one_household_and_silence_is_counted_apart(at: Office) -> None:
    item = Item.objects.get(pk=published(at))
    published(at, hours=6)
    link = f"{reverse('rate')}?xx={item.index_no}"
    assert link in page(address(item.pk))
    assert not Rating.objects.exists()
    assert "谢谢" not in page(link)
    assert not Rating.objects.exists()  # looking says nothing
    for _ in range(2):
        answer = Client().post(reverse("rate"), {"xx": item.index_no, "use": "useful", "says": f"好 {PHONE}"})
        assert "谢谢" in answer.content.decode()
    one = Rating.objects.get()
    assert (one.use, PHONE in one.says) == (Use.USEFUL, False)
    found = figures(at[OFFICER])
    assert (dict(found.said), found.rated, found.unrated) == (
        {Use.USEFUL: 1, Use.SO_SO: 0, Use.USELESS: 0},
        1,
        1,
    )
    assert Client().post(reverse("rate"), {"xx": "nichts", "use": "useful"}).status_code == 404


def test_marks_of_a_day_are_emptied_and_tell_households_apart(at: Office) -> None:
    item = Item.objects.get(pk=published(at))
    given: dict[str, Any] = {"item": item.index_no, "use": Use.USELESS, "says": ""}
    assert rate(household="192.0.2.1", at=NOON, **given)
    assert not rate(household="192.0.2.1", at=later(1), **given)
    assert rate(household="192.0.2.2", at=NOON, **given)
    assert rate(household="192.0.2.1", at=later(24), **given)
    assert "192.0.2" not in "".join(str(row.once) for row in Rating.objects.all())
    with transaction.atomic():
        forget_households(at=later(24))
    assert Rating.objects.filter(once=None).count() == 2
