"""`gongkai check --deploy` on an installation of its own: nothing wrong where nothing is, and every fault is found."""

import re
from collections.abc import Iterator

import pytest

from tests.records.databases import own_database
from tests.security.installation import Installation, installation

OPEN_DEMO_ACCOUNT = """
import django; django.setup()
from datetime import UTC, datetime
from gongkai.accounts.models import User
User.objects.create(username="demo", name="演示", created_at=datetime.now(UTC), demo=True)
"""
WAITING_JOB = """
import django; django.setup()
from datetime import UTC, datetime, timedelta
from gongkai.jobs import known; known.load()
from gongkai.records.actions.schedules import queue_due
at = datetime.now(UTC) - timedelta(hours=1)
queue_due(name="done-jobs", task="records.clear_done_jobs", due_at=at, at=at)
"""


@pytest.fixture(scope="module")
def _unblocked(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:  # noqa: ARG001
    with django_db_blocker.unblock():  # type: ignore[attr-defined] # of pytest-django
        yield


@pytest.fixture(scope="module")
def place(_unblocked: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("installation")
    with own_database(folder) as database:
        yield installation(folder, database)


def codes(said: str, grade: str = "错误") -> set[str]:
    return set(re.findall(rf"^\[{grade}\] (\S+)", said, re.MULTILINE))


def test_nothing_is_wrong_where_nothing_is(place: Installation) -> None:
    done = place.gongkai("check", "--deploy")
    assert codes(done.stdout) == set(), done.stdout + done.stderr
    assert done.returncode == 0
    assert "→" in done.stdout
    assert "Kq3-" not in done.stdout + done.stderr


def test_without_deploy_only_the_program_is_checked(place: Installation) -> None:
    done = place.gongkai("check", HTTPS="", HOSTS="*")
    assert (done.returncode, done.stdout) == (0, "没有发现问题。\n"), done.stderr


@pytest.mark.parametrize(
    ("code", "changed"),
    [
        ("S05", {"SECRET_KEY": ""}),
        ("F03", {"DATA": "/nowhere", "AUDIT_KEY": "", "HTTPS": "", "DEBUG": "1"}),
        ("D01", {"DATABASE": "postgresql://a:b@127.0.0.1:1/none"}),
    ],
)
def test_error_is_found_however_broken_the_rest_is(
    place: Installation, code: str, changed: dict[str, str]
) -> None:
    done = place.gongkai("check", "--deploy", **changed)
    assert code in codes(done.stdout), done.stdout + done.stderr
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_readable_secrets_and_data_are_found(place: Installation) -> None:
    keys = place.folder / "sealing-keys"
    keys.chmod(0o640)
    place.folder.chmod(0o755)
    try:
        assert {"F02", "F04"} <= codes(place.gongkai("check", "--deploy").stdout)
    finally:
        keys.chmod(0o600)
        place.folder.chmod(0o700)


def test_job_that_nobody_does_is_found(place: Installation) -> None:
    queued = place.run("-c", WAITING_JOB)
    assert queued.returncode == 0, queued.stderr
    assert "W01" in codes(place.gongkai("check", "--deploy").stdout)
    assert place.gongkai("worker", "--once").returncode == 0
    assert "W01" not in codes(place.gongkai("check", "--deploy").stdout)


def test_accounts_of_the_demo_keep_the_server_from_starting(place: Installation) -> None:
    """Last: the account stays."""
    started = place.run("-c", "import gongkai.wsgi")
    assert started.returncode == 0, started.stderr
    assert place.run("-c", OPEN_DEMO_ACCOUNT).returncode == 0
    assert "D05" in codes(place.gongkai("check", "--deploy").stdout)
    for changed in ({}, {"HTTPS": ""}):
        refused = place.run("-c", "import gongkai.wsgi", **changed)
        assert refused.returncode != 0
        assert "数据库里有演示账号" in refused.stderr
    assert place.run("-c", "import gongkai.wsgi", DEMO="1", HTTPS="").returncode == 0
    both = place.run("-c", "import gongkai.wsgi", DEMO="1")
    assert both.returncode != 0
    assert "GONGKAI_HTTPS" in both.stderr
