"""建议主动公开 at the desk: what waits is shown with the cases behind, adopted an item is begun, declined it says why."""

from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from gongkai.applications import actions
from gongkai.applications.actions.deflecting import deflect
from gongkai.applications.models import Proposal, Verdict
from gongkai.applications.queries.proposals import waiting
from gongkai.law.roles import Role
from gongkai.publication.actions import draft
from gongkai.publication.models import Edition, Item
from gongkai.publication.queries.content import Content
from tests.applications.answering import ASKED, NAMES, got
from tests.applications.office import HEAD, LEADER, NOON, OFFICER, SUPERVISOR, Office, after
from tests.desk.case_pages import at_the_desk, read, staffed, tidy
from tests.desk.papers import public

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]

PAGE = "application_proposals"


@pytest.fixture
def at(settings: Settings, tmp_path: Path) -> Office:
    settings.FILES = tmp_path
    return staffed()


@pytest.fixture
def receipts(at: Office) -> list[actions.Receipt]:
    """Three applicants who were given the same."""
    return [got(at, name) for name in NAMES[:3]]


def key(at: Office) -> str:
    [one] = waiting(at[OFFICER], after(6).date())
    return one.key


def test_shows_what_waits_and_the_applications_behind(at: Office, receipts: list[actions.Receipt]) -> None:
    page = read(at_the_desk(at, OFFICER), PAGE)
    assert f"{ASKED}</h2>" in page
    assert "3 个申请人" in page
    assert "第44条" in tidy(page)
    for receipt in receipts:
        assert receipt.number in page
        assert reverse("desk:application", args=[receipt.application_id]) in page
    assert not [name for name in NAMES if name in page]


@pytest.mark.usefixtures("receipts")
def test_adopted_begins_an_item_that_leads_back(at: Office) -> None:
    client = at_the_desk(at, OFFICER)
    answer = client.post(reverse("desk:application_proposal_adopt", args=[key(at)]))
    item = Item.objects.get()
    assert answer["Location"] == reverse("desk:item_edit", args=[item.pk])
    edition = Edition.objects.get(item=item)
    assert (edition.title, edition.issuing_body) == (ASKED, at.agency.name)
    assert item.agency_id == at.agency.pk
    assert Proposal.objects.get().item == item.pk
    assert "由依申请公开转为主动公开" in read(client, "item", item.pk)
    assert "现在没有等待决定的建议" in read(client, PAGE)
    adopted = text_of_tab(at, "adopted")
    assert reverse("desk:item", args=[item.pk]) in adopted
    assert "未公开" in adopted


def text_of_tab(at: Office, tab: str) -> str:
    answer = at_the_desk(at, OFFICER).get(reverse(f"desk:{PAGE}"), {"tab": tab})
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.usefixtures("receipts")
def test_adopted_twice_begins_one_item(at: Office) -> None:
    one = key(at)
    for status in (302, 409):
        answer = at_the_desk(at, HEAD).post(reverse("desk:application_proposal_adopt", args=[one]))
        assert answer.status_code == status
    assert Item.objects.count() == 1


@pytest.mark.usefixtures("receipts")
def test_declined_says_why(at: Office) -> None:
    client = at_the_desk(at, OFFICER)
    address = reverse("desk:application_proposal_decline", args=[key(at)])
    wrong = client.post(address, {"reason": ""})
    assert wrong.status_code == 422
    assert "请写明不采纳的理由" in wrong.content.decode()
    assert client.post(address, {"reason": "只涉及一个小区"}).status_code == 302
    assert Proposal.objects.get().verdict == Verdict.DECLINED
    assert "只涉及一个小区" in text_of_tab(at, "declined")
    assert not Item.objects.exists()


@pytest.mark.parametrize("role", [LEADER, SUPERVISOR])
@pytest.mark.usefixtures("receipts")
def test_whoever_only_reads_has_no_buttons(at: Office, role: Role) -> None:
    page = read(at_the_desk(at, role), PAGE)
    assert ASKED in page
    assert "采纳，起草信息" not in page


@pytest.mark.usefixtures("receipts")
def test_of_another_agency_there_is_nothing(at: Office) -> None:
    beside = staffed("b")
    client = at_the_desk(beside, OFFICER)
    assert ASKED not in read(client, PAGE)
    for name in ("adopt", "decline"):
        address = reverse(f"desk:application_proposal_{name}", args=[key(at)])
        assert client.post(address, {"reason": "不"}).status_code == 404
    assert not Proposal.objects.exists()


def test_what_was_found_instead_stands_there(at: Office) -> None:
    content = Content(title="虚构公开的信息")
    edition_id = draft(agency_id=at.agency.pk, content=content, by=at[OFFICER], at=NOON)
    shown = Edition.objects.get(pk=edition_id).item
    public(shown.pk, NOON, "yl-2026-00001")
    for index_no in ("yl-2026-00001", "yl-2026-00001", "gone-1"):
        deflect(agency_id=at.agency.pk, key=index_no, at=NOON)
    page = tidy(read(at_the_desk(at, OFFICER), PAGE))
    assert "有 3 人次" in page
    assert "虚构公开的信息" in page
    assert "gone-1" in page


def test_start_page_and_menu_lead_there(at: Office) -> None:
    address = f'href="{reverse(f"desk:{PAGE}")}"'
    assert read(at_the_desk(at, OFFICER), "home").count(address) == 2
    assert address not in read(at_the_desk(at, Role.HANDLER), "home")
