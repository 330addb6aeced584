"""Chains on the desk: one for all is set and taken away at the top of the tree; one of a body has a button where it has one."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.agencies.models import Agency
from gongkai.law.roles import Role
from gongkai.law.signing.chains import shipped
from gongkai.records.access import OPERATOR
from gongkai.records.models import LogEntry
from gongkai.records.queries.wording import LABELS
from gongkai.signoff import queries
from gongkai.signoff.actions import set_chain
from tests.applications.office import HEAD, NOON, Office
from tests.desk.case_pages import at_the_desk, read, staffed, tidy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
KIND = "fee_notice"
SIGNED = [[{"id": "signature", "title": "办公室主任签发", "role": "office_head"}]]
FILLED = {
    "form-TOTAL_FORMS": "1",
    "form-INITIAL_FORMS": "0",
    "form-0-id": "",
    "form-0-stage": "1",
    "form-0-title": "办公室主任签发",
    "form-0-role": "office_head",
    "form-0-working_days": "1",
}


@pytest.fixture
def at() -> Office:
    return staffed()


@pytest.fixture
def top(at: Office) -> Client:
    """The office for disclosure of a body above which nothing stands."""
    return at_the_desk(at, Role.SUPERVISOR)


def below(role: Role) -> Client:
    """Somebody of a body that has one above it."""
    made = staffed("b")
    Agency.objects.filter(pk=made.agency.pk).update(parent=Agency.objects.get(slug="a"))
    return at_the_desk(made, role)


def post(client: Client, name: str, *args: str, **given: str) -> tuple[int, str]:
    answer = client.post(reverse(f"desk:{name}", args=args), given, follow=True)
    return answer.status_code, tidy(answer.content.decode())


def stages(at: Office, kind: str = KIND) -> list[list[str]]:
    return [[step.title for step in stage] for stage in queries.chain_of(at.agency.pk, kind)]


def test_one_for_all_is_previewed_set_and_taken_away(at: Office, top: Client) -> None:
    page = read(top, "chains")
    assert reverse("desk:usual_chain_set", args=[KIND]) in page
    assert reverse("desk:usual_chain_unset", args=[KIND]) not in page
    shown = tidy(read(top, "usual_chain_set", KIND))
    assert "通用流程：收费通知书的审签流程" in shown
    assert "预览" in post(top, "usual_chain_set", KIND, **FILLED)[1]
    assert stages(at) == []
    status, said = post(top, "usual_chain_set", KIND, **FILLED, save="1")
    assert (status, "收费通知书的通用审签流程已保存" in said) == (200, True)
    assert stages(at) == [["办公室主任签发"]]
    assert reverse("desk:usual_chain_unset", args=[KIND]) in read(top, "chains")
    status, said = post(top, "usual_chain_unset", KIND)
    assert status == 200
    assert "没有另设流程的机关，收费通知书不再审签，随办理发出；正在审签的不受影响。" in said
    assert stages(at) == []
    assert reverse("desk:usual_chain_unset", args=[KIND]) not in read(top, "chains")
    done = list(LogEntry.objects.filter(subject=f"chain:all:{KIND}").values_list("action", "role"))
    assert done == [("signoff.set_chain", "supervisor"), ("signoff.unset_chain", "supervisor")]
    assert {action for action, _ in done} <= set(LABELS)
    assert "没有另设通用流程" in post(top, "usual_chain_unset", KIND)[1]


def test_of_what_is_always_signed_the_chain_of_the_program_is_back(at: Office, top: Client) -> None:
    kind = "item"
    steps = [
        [{"id": "secrecy", "title": "保密审查", "role": "secrecy_reviewer"}],
        [{"id": "office", "title": "审核", "role": "office_head"}],
        [{"id": "signature", "title": "签发", "role": "leader"}],
    ]
    set_chain(agency_id=None, kind=kind, steps=steps, by=OPERATOR, at=NOON)
    assert len(stages(at, kind)) == 3
    assert "的通用审签流程已恢复为系统自带的" in post(top, "usual_chain_unset", kind)[1]
    assert queries.chain_of(at.agency.pk, kind) == shipped(kind)


def test_nobody_below_the_top_and_no_other_role_sets_it_for_all(at: Office, top: Client) -> None:
    set_chain(agency_id=None, kind=KIND, steps=SIGNED, by=OPERATOR, at=NOON)
    for client in (below(Role.SUPERVISOR), at_the_desk(at, HEAD)):
        page = read(client, "chains")
        assert reverse("desk:usual_chain_set", args=[KIND]) not in page
        assert reverse("desk:usual_chain_unset", args=[KIND]) not in page
        for name in ("usual_chain_set", "usual_chain_unset"):
            assert post(client, name, KIND, **FILLED, save="1")[0] == 403
    assert top.get(reverse("desk:usual_chain_set", args=["poem"])).status_code == 404
    assert stages(at) == [["办公室主任签发"]]
    assert LogEntry.objects.filter(subject=f"chain:all:{KIND}").count() == 1


def test_the_button_of_a_body_stands_where_it_has_a_chain_of_its_own(at: Office, top: Client) -> None:
    own: dict[str, Any] = {"agency_id": at.agency.pk, "steps": SIGNED, "by": OPERATOR, "at": NOON}
    unset = reverse("desk:chain_unset", args=[at.agency.slug, KIND])
    assert unset not in read(top, "chain", at.agency.slug)
    set_chain(agency_id=None, kind=KIND, steps=SIGNED, by=OPERATOR, at=NOON)
    assert unset not in read(top, "chain", at.agency.slug)
    set_chain(kind=KIND, **own)
    set_chain(kind="reason_request", **own)
    page = read(top, "chain", at.agency.slug)
    assert unset in page
    assert "改用通用流程：收费通知书" in tidy(page)
    said = post(top, "chain_unset", at.agency.slug, "reason_request")[1]
    assert "不再审签，随办理发出" in said
    assert "改用通用审签流程" in post(top, "chain_unset", at.agency.slug, KIND)[1]
    assert stages(at) == [["办公室主任签发"]]
