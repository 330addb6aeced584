"""Agencies and people on their pages: preview before anything changes, passwords once, refusals on the form."""

import re

import pytest
from django.urls import reverse

from gongkai.agencies import queries as agencies
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.signoff import actions as signoff
from tests.desk.once import made_once
from tests.desk.world import NOW, TODAY, World, actor, appoint, browser, digest, person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
RENAME = {"name": "云岭县青苗镇人民政府", "on": "2026-03-04", "reason": "云编发〔2026〕3号（虚构示例）"}


once = made_once(Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR)


@pytest.fixture
def made(once: World) -> World:
    return once.afresh()


def test_change_is_previewed_and_then_done(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    address = reverse("desk:change", args=["zhen", "rename"])
    preview = client.post(address, RENAME).content.decode()
    assert "这是预览" in preview
    assert "云岭县青苗镇人民政府" in preview
    assert agencies.find("zhen").name == "云岭县青禾镇人民政府"  # type: ignore[union-attr] # it is there
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', preview))
    answer = client.post(address, {**hidden, "confirm": "1"})
    assert answer["Location"] == reverse("desk:agency", args=["zhen"])
    page = client.get(answer["Location"]).content.decode()
    assert "云岭县青苗镇人民政府" in page
    assert "云岭县青禾镇人民政府" in page  # as what it was before


def test_change_that_is_refused_says_why(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    same = {**RENAME, "name": "云岭县青禾镇人民政府"}
    answer = client.post(reverse("desk:change", args=["zhen", "rename"]), same)
    assert answer.status_code == 422
    assert "没有变化" in answer.content.decode()


def test_unknown_change_is_not_found(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    assert client.get(reverse("desk:change", args=["zhen", "delete"])).status_code == 404


def test_initial_password_is_shown_once(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    address = reverse("desk:open_account", args=["xian"])
    page = client.post(address, {"username": "xinren", "name": "新人（虚构示例）"}).content.decode()
    found = re.search(r'<p class="once mono">(\w+)</p>', page)
    assert found
    assert found[1] not in client.get(reverse("desk:members", args=["xian"])).content.decode()
    auditor = browser(made.user(Role.SECURITY_AUDITOR))
    assert found[1] not in auditor.get(reverse("desk:audit")).content.decode()
    again = client.post(address, {"username": "xinren", "name": "新人（虚构示例）"})
    assert again.status_code == 422
    assert "已被使用" in again.content.decode()


def test_role_is_given_and_ended(made: World) -> None:
    client = browser(made.user(Role.SECURITY_ADMINISTRATOR))
    user = person("xinren")
    given = {"username": "xinren", "role": "legal_reviewer", "begins_on": "2026-03-04"}
    assert client.post(reverse("desk:appoint", args=["xian"]), given).status_code == 302
    assert Role.LEGAL_REVIEWER in actor(user).roles
    (row,) = agencies.memberships_of(viewer=actor(user), user_id=user.pk, on=TODAY)
    address = reverse("desk:end", args=["xian", row.id])
    assert client.post(address, {"on": "2026-03-04", "reason": "调离（虚构示例）"}).status_code == 302
    (row,) = agencies.memberships_of(viewer=actor(user), user_id=user.pk, on=TODAY)
    assert row.ends_on == TODAY


def test_nobody_gives_a_role_to_oneself(made: World) -> None:
    user = made.user(Role.SECURITY_ADMINISTRATOR)
    given = {"username": user.username, "role": "handler", "begins_on": "2026-03-04"}
    assert browser(user).post(reverse("desk:appoint", args=["xian"]), given).status_code == 403


def test_unknown_user_name_is_told_on_the_form(made: World) -> None:
    client = browser(made.user(Role.SECURITY_ADMINISTRATOR))
    given = {"username": "niemand", "role": "handler", "begins_on": "2026-03-04"}
    answer = client.post(reverse("desk:appoint", args=["xian"]), given)
    assert answer.status_code == 422
    assert "没有这个账号" in answer.content.decode()


def test_hand_over_moves_the_roles(made: World) -> None:
    heir = person("xinren")
    client = browser(made.user(Role.SECURITY_ADMINISTRATOR))
    client.post(
        reverse("desk:appoint", args=["xian"]),
        {"username": "xinren", "role": "counter_clerk", "begins_on": "2026-03-04"},
    )
    given = {
        "from_user": made.user(Role.HANDLER).pk,
        "to_user": heir.pk,
        "reason": "岗位调整（虚构示例）",
    }
    page = client.post(reverse("desk:hand_over", args=["xian"]), given, follow=True).content.decode()
    assert "任职 1 项，在办事项 2 件" in page
    assert Role.HANDLER in actor(heir).roles
    send_back(made)
    assert "云岭县人民政府的通知" in browser(heir).get(reverse("desk:todo")).content.decode()


def send_back(made: World) -> None:
    """The secrecy reviewer returns what the handler of the county had sent."""
    reviewer = appoint("baomi", made.agencies["own"], Role.SECRECY_REVIEWER)
    signoff.say(
        round_id=made.rounds["own"],
        step="secrecy",
        verdict=Verdict.RETURN,
        digest=digest("云岭县人民政府的通知"),
        text="请补充依据",
        by=actor(reviewer),
        at=NOW,
    )


def test_log_is_exported_without_running_formulas(made: World) -> None:
    answer = browser(made.user(Role.SECURITY_AUDITOR)).get(reverse("desk:audit_export"))
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0].startswith("序号,时间")
    assert len(lines) > 10


def test_chain_of_the_log_is_verified(made: World) -> None:
    client = browser(made.user(Role.SECURITY_AUDITOR))
    page = client.post(reverse("desk:audit_verify"), follow=True).content.decode()
    assert "链校验通过" in page


def test_chain_of_sign_off_is_previewed_and_set(made: World) -> None:
    client = browser(made.user(Role.SYSTEM_ADMINISTRATOR))
    address = reverse("desk:chain_set", args=["xian", "trial"])
    page = client.get(address).content.decode()
    fields = dict(re.findall(r'name="(form-[\w-]+)" value="([^"]*)"', page))
    chosen = re.findall(r'<select name="(form-\d+-role)".*?<option value="(\w+)" selected', page, re.DOTALL)
    given = {**fields, **dict(chosen[:4]), "form-0-title": "保密和内容审查"}
    given = {key: value for key, value in given.items() if not key.endswith("skippable")}
    assert "保密和内容审查" in client.post(address, given).content.decode()
    assert client.post(address, {**given, "save": "1"}).status_code == 302
    assert "保密和内容审查" in client.get(reverse("desk:chain", args=["xian"])).content.decode()
    without = {**given, "form-0-title": ""}
    answer = client.post(address, {**without, "save": "1"})
    assert answer.status_code == 422
    assert "保密审查" in answer.content.decode()
