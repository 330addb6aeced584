"""How often somebody may do something: exact over processes, by the hour, with one query."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from gongkai.guard.actions import allowed, forget
from gongkai.guard.models import Tally
from tests.conftest import ROOT
from tests.records.databases import own_database, surroundings

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_as_often_as_the_limit_says() -> None:
    assert [allowed("x", "a", 3, at=NOON) for _ in range(5)] == [True, True, True, False, False]
    assert allowed("x", "b", 3, at=NOON)
    assert allowed("y", "a", 3, at=NOON)


@pytest.mark.django_db
def test_next_hour_begins_anew() -> None:
    assert [allowed("x", "a", 1, at=NOON + timedelta(minutes=minutes)) for minutes in (0, 59, 60, 61)] == [
        *(True, False, True, False)
    ]


@pytest.mark.django_db
def test_slower_clock_of_another_machine_gives_nothing_back() -> None:
    tries = [NOON, NOON - timedelta(seconds=1), NOON, NOON - timedelta(seconds=1)]
    assert [allowed("x", "a", 2, at=at) for at in tries] == [True, True, False, False]


@pytest.mark.django_db
def test_nothing_is_allowed_by_a_limit_of_nothing() -> None:
    assert not allowed("x", "a", 0, at=NOON)
    assert not Tally.objects.exists()


@pytest.mark.django_db
def test_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    for _ in range(3):
        with django_assert_num_queries(1):
            allowed("x", "a", 2, at=NOON)


@pytest.mark.django_db
def test_no_address_is_kept_and_old_counts_go() -> None:
    allowed("login", "192.0.2.7", 9, at=NOON)
    allowed("login", "192.0.2.8", 9, at=NOON + timedelta(days=2))
    assert "192.0.2" not in str(list(Tally.objects.values()))
    assert forget(at=NOON + timedelta(days=2)) == 1
    assert Tally.objects.count() == 1


VISITOR = """
import sys
import django
django.setup()
from datetime import UTC, datetime
from gongkai.guard.actions import allowed
at = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
print("ready", flush=True)
sys.stdin.readline()
print(sum(allowed("checkup", "192.0.2.7", 100, at=at) for _ in range(80)))
"""


def together(program: str, processes: int, environment: dict[str, str]) -> list[int]:
    """What so many processes say that begin at the same moment."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program], env=environment, cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for _ in range(processes)
    ]  # fmt: skip
    for each in running:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n", each.communicate()[1]
    for each in running:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    said = [each.communicate(timeout=120) for each in running]
    assert all(out.strip() for out, _ in said), said
    return [int(out) for out, _ in said]


@pytest.mark.django_db
def test_exact_over_several_processes(tmp_path: Path) -> None:
    """Three processes try 240 times at once; exactly 100 get through."""
    with own_database(tmp_path) as database:
        environment = surroundings(database, tmp_path)
        said = together(VISITOR, 3, environment)
    assert sum(said) == 100, said


@pytest.mark.django_db
def test_one_address_cannot_try_all_names(settings: Settings) -> None:
    settings.LOGIN_PER_HOUR = 2
    fields = [{"login": name, "password": "wrong"} for name in ("a", "b", "c")]
    said = [Client(REMOTE_ADDR="192.0.2.7").post("/desk/denglu", each).content.decode() for each in fields]
    assert ["登录次数太多" in page for page in said] == [False, False, True]
    elsewhere = Client(REMOTE_ADDR="192.0.2.8").post("/desk/denglu", fields[2]).content.decode()
    assert "登录次数太多" not in elsewhere


@pytest.mark.django_db
def test_whoever_tried_too_often_is_told_when_to_come_again(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.LOGIN_PER_HOUR = 0
    settings.STATIC_ROOT = settings.STATICFILES_DIRS[0]
    monkeypatch.setattr(timezone, "now", lambda: NOON + timedelta(minutes=20))  # 20:20 in China
    said = Client().post("/desk/denglu", {"login": "a", "password": "wrong"}).content.decode()
    assert "请在 21:00 以后再试" in said


DOOR = """
import sys
import django
django.setup()
from django.test import Client
from django.utils import timezone
from django.test.utils import setup_test_environment
setup_test_environment()
print("ready", flush=True)
sys.stdin.readline()
pages = [Client().post("/desk/denglu", {"login": f"n{number}", "password": "x"}) for number in range(8)]
assert {page.status_code for page in pages} == {200}
print(sum("登录次数太多" not in page.content.decode() for page in pages))
"""


@pytest.mark.django_db
def test_login_limit_is_one_for_all_processes(tmp_path: Path) -> None:
    """Two processes of the server take 16 attempts from one address; 10 of them are looked at."""
    with own_database(tmp_path) as database:
        environment = surroundings(database, tmp_path) | {
            "GONGKAI_LOGIN_PER_HOUR": "10",
            "GONGKAI_DEBUG": "1",
        }
        said = together(DOOR, 2, environment)
    assert sum(said) == 10, said
