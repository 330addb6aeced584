"""A thing on its way through sign-off, on its page: agree, send back, ask another office; never to what was not seen."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.law.roles import Role
from gongkai.records.queries.log import history
from gongkai.signoff import actions as signoff
from gongkai.signoff.queries import round_of
from tests.desk.world import NOW, World, actor, browser, digest, world

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]


@pytest.fixture
def made() -> World:
    return world(Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER, Role.OFFICE_HEAD, Role.LEADER)


def say(client: Client, made: World, step: str, verdict: str, **more: str) -> tuple[int, str]:
    """Open the page, fill in its form and send it; status and text of the answer."""
    round_id = made.rounds["own"]
    page = client.get(reverse("desk:round", args=[round_id])).content.decode()
    found = re.search(r'name="digest" value="([0-9a-f]{64})"', page)
    data = {"step": step, "verdict": verdict, "digest": found[1] if found else "", **more}
    answer = client.post(reverse("desk:round_say", args=[round_id]), data)
    return answer.status_code, answer.content.decode()


SUBJECT = f"trial:xian{digest('云岭县人民政府的通知')[:12]}"


def test_thing_is_signed_off_step_by_step(made: World) -> None:
    for step, role in (
        ("secrecy", Role.SECRECY_REVIEWER),
        ("legal", Role.LEGAL_REVIEWER),
        ("office", Role.OFFICE_HEAD),
        ("signature", Role.LEADER),
    ):
        status, _ = say(browser(made.user(role)), made, step, "agree")
        assert status == 302
    held = round_of(SUBJECT)
    assert held is not None
    assert held.approved


def test_stale_text_is_refused_and_shown_anew(made: World) -> None:
    client, drafter = browser(made.user(Role.SECRECY_REVIEWER)), actor(made.user(Role.HANDLER))
    round_id, old = made.rounds["own"], digest("云岭县人民政府的通知")
    signoff.change(round_id=round_id, digest=digest("改过"), by=drafter, at=NOW)
    answer = client.post(
        reverse("desk:round_say", args=[round_id]), {"step": "secrecy", "verdict": "agree", "digest": old}
    )
    assert answer.status_code == 409
    browser(made.user(Role.HANDLER)).post(
        reverse("desk:round_say", args=[round_id]), {"step": "draft", "digest": digest("改过")}
    )
    answer = client.post(
        reverse("desk:round_say", args=[round_id]), {"step": "secrecy", "verdict": "agree", "digest": old}
    )
    assert answer.status_code == 409
    assert "已经修改" in answer.content.decode()
    assert digest("改过") in answer.content.decode()
    assert "signoff.agree" not in [row.action for row in history(SUBJECT).rows]


def test_return_needs_its_reason_and_keeps_what_was_typed(made: World) -> None:
    client = browser(made.user(Role.SECRECY_REVIEWER))
    status, page = say(client, made, "secrecy", "return")
    assert status == 422
    assert "请写明退回的理由" in page
    status, _ = say(client, made, "secrecy", "return", text="附件里有身份证号码。", returns_to="draft")
    assert status == 302
    page = browser(made.user(Role.HANDLER)).get(reverse("desk:todo")).content.decode()
    assert "修改送审" in page


def test_nobody_speaks_twice_or_out_of_turn(made: World) -> None:
    client = browser(made.user(Role.SECRECY_REVIEWER))
    assert say(client, made, "secrecy", "agree")[0] == 302
    assert say(client, made, "secrecy", "agree")[0] == 409
    assert say(browser(made.user(Role.LEADER)), made, "signature", "agree")[0] == 409


def test_drafter_cannot_sign_off(made: World) -> None:
    assert say(browser(made.user(Role.HANDLER)), made, "secrecy", "agree")[0] == 409


def test_form_without_its_token_is_refused(made: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(made.user(Role.SECRECY_REVIEWER))
    answer = client.post(reverse("desk:round_say", args=[made.rounds["own"]]), {"step": "secrecy"})
    assert answer.status_code == 403


def test_late_thing_is_red_and_counted(made: World) -> None:
    page = browser(made.user(Role.SECRECY_REVIEWER)).get(reverse("desk:home")).content.decode()
    assert "等我办理" in page
    assert "还剩2个工作日" in page
