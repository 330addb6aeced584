"""Dangerous things ask again who is there."""

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.accounts import actions
from gongkai.accounts.queries import find, to_log_in
from gongkai.records.access import OPERATOR
from tests.desk.session import with_danger
from tests.desk.session.conftest import Clock
from tests.desk.session.people import NOW, code, in_, log_in, send, set_up_factor, somebody, words

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.desk.session.with_danger"),
    pytest.mark.usefixtures("clock"),
]
DANGER = "/desk/danger"


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    with_danger.done.clear()


def test_login_counts_for_its_minutes(visitor: Client, clock: Clock) -> None:
    log_in(visitor, somebody())
    clock.pass_by(minutes=4)
    assert visitor.get(DANGER).status_code == 200
    clock.pass_by(minutes=2)
    answer = visitor.get(DANGER)
    assert answer["Location"] == f"{reverse('account_reauthenticate')}?next={DANGER}"


def test_confirmed_by_password_they_come_back(visitor: Client, clock: Clock) -> None:
    who = somebody()
    log_in(visitor, who)
    clock.pass_by(minutes=6)
    asked = visitor.get(DANGER)["Location"]
    wrong = send(visitor, "", page=asked, password="wrong", next=DANGER)
    assert "密码不正确。" in words(wrong)
    assert visitor.get(DANGER).status_code == 302
    answer = send(visitor, "", page=asked, password=who.password, next=DANGER)
    assert answer["Location"] == DANGER
    assert visitor.get(DANGER).status_code == 200


def test_confirmed_by_code_they_come_back(visitor: Client, clock: Clock) -> None:
    log_in(visitor, somebody())
    secret = set_up_factor(visitor)
    clock.pass_by(minutes=6)
    page = f"{reverse('mfa_reauthenticate')}?next={DANGER}"
    answer = send(visitor, "", page=page, code=code(secret), next=DANGER)
    assert answer["Location"] == DANGER
    assert visitor.get(DANGER).status_code == 200


def test_form_is_not_kept_and_not_carried_out(clock: Clock) -> None:
    visitor = Client()
    who = somebody()
    log_in(visitor, who)
    clock.pass_by(minutes=6)
    answer = visitor.post(
        DANGER, {"what": "全部删除"}, headers={"referer": "http://testserver/desk/zhanghao"}
    )
    assert answer["Location"] == f"{reverse('account_reauthenticate')}?next=/desk/zhanghao"
    assert "全部删除" not in str(dict(visitor.session))
    page = visitor.get(answer["Location"])
    assert "请再提交一次" in words(page)
    assert with_danger.done == []


def test_page_before_is_one_of_ours(clock: Clock) -> None:
    visitor = Client()
    log_in(visitor, somebody())
    clock.pass_by(minutes=6)
    answer = visitor.post(DANGER, {"what": "x"}, headers={"referer": "https://evil.invalid/desk/"})
    assert "evil" not in answer["Location"]


def test_confirmation_leads_to_no_other_site(visitor: Client) -> None:
    who = somebody()
    log_in(visitor, who)
    page = f"{reverse('account_reauthenticate')}?next=https://evil.invalid/"
    answer = send(visitor, "", page=page, password=who.password, next="https://evil.invalid/")
    assert "evil" not in answer["Location"]


def test_wrong_passwords_lock_here_too(visitor: Client) -> None:
    who = somebody()
    log_in(visitor, who)
    page = reverse("account_reauthenticate")
    answers = [send(visitor, "", page=page, password="wrong").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert send(visitor, "", page=page, password=who.password).status_code == 429
    assert in_(visitor)


def test_somebody_without_password_proves_it_at_the_provider(visitor: Client) -> None:
    actions.open_account(username="sso", name="李示例", by=OPERATOR, at=NOW)
    person = find("sso")
    assert person
    visitor.force_login(to_log_in(person.id), "gongkai.desk.session.backend.OpenAccounts")
    answer = visitor.get(DANGER)
    assert answer["Location"] == f"{reverse('account_again')}?next={DANGER}"
    assert "重新登录" in words(visitor.get(answer["Location"]))
