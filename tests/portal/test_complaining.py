"""投诉举报 as a visitor files it: the form, the receipt, the status, what is refused; without JavaScript."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.agencies.models import Agency, Membership
from gongkai.law.roles import Role
from gongkai.portal.applying import proving
from gongkai.remedies.models import Complainant, Complaint
from gongkai.remedies.models.kinds import ComplaintState
from tests.signoff.office import user

pytestmark = pytest.mark.django_db
SAYS = "申请两个月没有答复"


@pytest.fixture(autouse=True)
def _stored(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES = tmp_path
    monkeypatch.setattr(proving, "proven", lambda request, _form: bool(request.POST.get("answer")))


@pytest.fixture
def office() -> Agency:
    """A county whose office supervises, and a bureau below it."""
    county = Agency.objects.create(
        slug="county",
        name="云岭县人民政府办公室",
        kind="department",
        level="department",
        region="虚构省",
        organ_code="000014349",
    )
    Agency.objects.create(
        slug="bureau",
        name="云岭县民政局",
        kind="department",
        level="department",
        region="虚构省",
        parent=county,
    )
    Membership.objects.create(
        user=user("gkb"), agency=county, role=Role.SUPERVISOR, begins_on=date(2020, 1, 1)
    )
    return county


def filled(client: Client, **changes: Any) -> Any:
    page = client.get(reverse("complain_form", args=["bureau"]))
    data = {"ticket": str(page.context["ticket"]), "claim": "no_answer", "says": SAYS, "answer": "9"}
    return client.post(reverse("complain_form", args=["bureau"]), data | changes)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.usefixtures("office")
def test_a_complaint_is_filed_read_and_taken_back(client: Client) -> None:
    assert "云岭县民政局" in text(client.get(reverse("complain")))
    sent = filled(client, name="云小舟")
    assert sent.status_code == 302
    one = Complaint.objects.get()
    assert (one.agency.slug, one.against.slug) == ("county", "bureau")
    receipt = text(client.get(sent["Location"]))
    assert one.number in receipt
    status = text(client.get(reverse("complain_status")))
    assert "待受理" in status
    assert SAYS not in status
    assert "云小舟" not in status
    assert client.post(reverse("complain_take_back"), {}).status_code == 422
    assert client.post(reverse("complain_take_back"), {"sure": "1"}).status_code == 302
    one.refresh_from_db()
    assert one.state == ComplaintState.ENDED


@pytest.mark.usefixtures("office")
def test_another_browser_needs_number_and_code(client: Client) -> None:
    sent = filled(client)
    code = client.get(sent["Location"]).context["code"]
    number, other = Complaint.objects.get().number, Client()
    assert other.get(reverse("complain_status")).status_code == 302
    wrong = other.post(reverse("complain_query"), {"number": number, "code": "AAAA3333"})
    none = other.post(reverse("complain_query"), {"number": "TS-1", "code": "AAAA3333"})
    assert (wrong.status_code, none.status_code) == (422, 422)
    assert wrong.context["errors"] == none.context["errors"]
    assert other.post(reverse("complain_query"), {"number": number, "code": code}).status_code == 302
    assert number in text(other.get(reverse("complain_status")))


@pytest.mark.usefixtures("office")
@pytest.mark.parametrize(
    "changes", [{"says": " "}, {"claim": "nothing"}, {"answer": ""}, {"name": "云" * 121}]
)
def test_what_lacks_something_comes_back_with_what_was_written(
    client: Client, changes: dict[str, str]
) -> None:
    answer = filled(client, about="补贴名单", **changes)
    assert answer.status_code == 422
    assert "补贴名单" in text(answer)
    assert Complaint.objects.count() == 0


@pytest.mark.usefixtures("office")
def test_a_name_may_be_left_out() -> None:
    assert filled(Client()).status_code == 302
    assert not Complainant.objects.get().name


def test_where_nobody_supervises_the_page_says_where_to_turn(client: Client, office: Agency) -> None:
    Membership.objects.all().delete()
    assert "还没有开通网上投诉举报" in text(client.get(reverse("complain_form", args=["bureau"])))
    assert client.post(reverse("complain_form", args=[office.slug]), {}).status_code == 200
    assert Complaint.objects.count() == 0
