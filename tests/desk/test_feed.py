"""The calendar address of a person: told once, read without a login, ended in every way; the same answer to all others."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from gongkai.accounts import actions as accounts
from gongkai.accounts.models import CalendarFeed, User
from gongkai.agencies.models import Membership
from gongkai.applications.models import Application
from gongkai.law.roles import Role
from gongkai.records.models import LogEntry
from gongkai.records.queries.chain import faults
from tests.applications.office import Office, after, confirmed, office
from tests.desk.world import NOW, TODAY, WHY, browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_desk")]
OFFICER = Role.DISCLOSURE_OFFICER


@pytest.fixture
def at() -> Office:
    """People who log in from elsewhere, without a password that they would have to change first."""
    made = office()
    User.objects.update(password=make_password(None))
    return made


@pytest.fixture
def officer(at: Office) -> User:
    return User.objects.get(pk=at[OFFICER].user_id or 0)


def made(who: User) -> str:
    """The path of a new address, as the page shows it once."""
    shown = browser(who).post(reverse("desk:application_feed_make")).content.decode()
    _, _, rest = shown.partition('<p class="once mono">http://testserver')
    return rest.partition("</p>")[0]


def status(path: str) -> tuple[int, bytes]:
    answer = Client().get(path)
    return answer.status_code, answer.content


def test_calendar_is_read_without_a_login_and_names_nobody(at: Office, officer: User) -> None:
    number = Application.objects.get(pk=confirmed(at)).number
    answer = Client().get(made(officer))
    entries = answer.content.decode().replace("\r\n ", "")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert f"SUMMARY:申请答复到期：{number}" in entries
    assert "X-WR-CALNAME:依申请公开到期" in entries
    assert "DTSTART;VALUE=DATE:20260330" in entries
    for secret in ("云小舟", "征收补偿", "13900009876", officer.username):
        assert secret not in entries
    assert "no-store" in answer["Cache-Control"]
    assert "sessionid" not in answer.cookies


def test_secret_is_long_kept_as_a_digest_and_told_once(officer: User) -> None:
    path = made(officer)
    secret = path.rpartition("/")[2].removesuffix(".ics")
    assert len(secret) >= 43, "256 bits in six bits a character"
    row = CalendarFeed.objects.get()
    assert secret not in (row.digest, *map(str, vars(row).values()))
    assert secret not in browser(officer).get(reverse("desk:application_feed")).content.decode()
    assert not any(
        secret in f"{entry.details}{entry.subject}{entry.reason}" for entry in LogEntry.objects.all()
    )
    assert made(officer) != path


def test_new_address_ends_the_old_one(officer: User) -> None:
    old, new = made(officer), made(officer)
    assert (status(old)[0], status(new)[0]) == (404, 200)
    assert CalendarFeed.objects.filter(ended_at=None).count() == 1


def test_same_answer_whatever_the_reason(at: Office, officer: User) -> None:
    never = reverse("calendar_feed", args=["x" * 43])
    renewed = made(officer)
    stopped = made(officer)
    page = browser(officer).post(reverse("desk:application_feed_end"), follow=True).content.decode()
    assert "已停用" in page
    left = made(officer)
    assert status(left)[0] == 200
    Membership.objects.filter(user=officer, agency=at.agency).update(ends_on=TODAY - timedelta(days=1))
    other = User.objects.get(pk=at[Role.OFFICE_HEAD].user_id or 0)
    closed = made(other)
    accounts.close_account(user_id=other.pk, **WHY)
    answers = {status(path) for path in (never, renewed, stopped, left, closed)}
    assert len(answers) == 1
    assert answers.pop()[0] == 404
    headers = [{**Client().get(path).headers, "X-Request-ID": ""} for path in (never, renewed, closed)]
    assert headers[0] == headers[1] == headers[2]


def test_whoever_comes_back_makes_a_new_one(at: Office, officer: User) -> None:
    path = made(officer)
    held = Membership.objects.filter(user=officer, agency=at.agency)
    held.update(ends_on=TODAY - timedelta(days=1))
    assert status(path)[0] == 404
    entry = LogEntry.objects.latest("seq")
    assert (entry.action, entry.reason) == ("accounts.end_feed", "已经不在该机关办理依申请公开")
    held.update(ends_on=None)
    assert status(path)[0] == 404


def test_other_agency_is_no_reason_to_go_on(at: Office, officer: User) -> None:
    path, elsewhere = made(officer), office("b")
    Membership.objects.filter(user=officer, agency=at.agency).update(ends_on=TODAY - timedelta(days=1))
    Membership.objects.create(user=officer, agency=elsewhere.agency, role=OFFICER, begins_on=date(2025, 1, 1))
    assert status(path)[0] == 404


def test_account_that_is_closed_ends_it(officer: User) -> None:
    path = made(officer)
    accounts.close_account(user_id=officer.pk, **WHY)
    assert CalendarFeed.objects.get().ended_at == NOW
    User.objects.filter(pk=officer.pk).update(closed_at=None)
    assert status(path)[0] == 404, "it stays ended"


def test_reading_is_logged_once_a_day(officer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    path = made(officer)
    for _ in range(3):
        status(path)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=1))
    status(path)
    status(path)
    entries = LogEntry.objects.filter(action="accounts.use_feed")
    assert [entry.at for entry in entries] == [NOW, NOW + timedelta(days=1)]
    feed = CalendarFeed.objects.get()
    assert (feed.days, feed.used_on) == (2, TODAY + timedelta(days=1))
    assert list(faults()) == []


def test_so_many_in_an_hour(officer: User, settings: Settings) -> None:
    settings.FEEDS_PER_HOUR = 2
    path, never = made(officer), reverse("calendar_feed", args=["x" * 43])
    assert [status(path)[0], status(never)[0], status(path)[0], status(never)[0]] == [200, 404, 429, 429]


def test_due_days_follow_what_somebody_has_in_hand(at: Office, officer: User) -> None:
    path = made(officer)
    assert b"BEGIN:VEVENT" not in status(path)[1]
    confirmed(at)
    assert status(path)[1].count(b"BEGIN:VEVENT") == 1
    assert after(0) < NOW


def test_only_reading_and_nothing_strange(officer: User) -> None:
    path = made(officer)
    assert Client().post(path).status_code == 405
    assert Client().head(path).status_code == 200
    for odd in ("x", "%00", "年" * 50, "x" * 5000):
        assert Client().get(f"/desk/rili/{odd}.ics").status_code == 404


def test_nobody_makes_one_for_another(at: Office, officer: User) -> None:
    with pytest.raises(Exception, match="只有本平台的运行人员"):
        accounts.make_feed(user_id=officer.pk, agency_id=at.agency.pk, by=at[Role.OFFICE_HEAD], at=NOW)
