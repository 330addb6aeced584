"""Each finding of `gongkai check --deploy` that settings bring about."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from gongkai.cli.check.configuration import configuration
from gongkai.cli.check.finding import Finding, Grade
from gongkai.cli.check.folders import folders
from gongkai.cli.check.services import holidays, services
from tests.sealing.people import NEW
from tests.security.installation import SECRET

NOON = datetime(2026, 10, 22, 4, 0, tzinfo=UTC)
GOOD = {
    "SECRET_KEY": SECRET,
    "ALLOWED_HOSTS": ["gk.example.gov.cn"],
    "HTTPS": True,
    "TRUSTED_PROXIES": 1,
    "SEALING_KEYS": NEW,
    "AUDIT_KEY": "/run/keys/audit.pem",
    "DEMO": False,
    "DEBUG": False,
}


@pytest.fixture(autouse=True)
def _good(settings: Settings) -> None:
    for name, value in GOOD.items():
        setattr(settings, name, value)


def told(findings: Iterable[Finding], grade: Grade) -> set[str]:
    return {finding.code for finding in findings if finding.grade is grade}


def test_good_configuration() -> None:
    found = list(configuration())
    assert told(found, Grade.ERROR) | told(found, Grade.WARNING) == set()
    assert SECRET not in str(found)
    assert NEW.split(":")[1] not in str(found)


@pytest.mark.parametrize(
    ("grade", "code", "name", "value"),
    [
        (Grade.ERROR, "S01", "DEBUG", True),
        (Grade.ERROR, "S02", "DEMO", True),
        (Grade.WARNING, "S03", "REQUEST_LOG", False),
        (Grade.ERROR, "S04", "TIME_ZONE", "UTC"),
        (Grade.ERROR, "S05", "SECRET_KEY", "too short"),
        (Grade.ERROR, "S05", "SECRET_KEY", "a" * 60),
        (Grade.ERROR, "S06", "ALLOWED_HOSTS", ["*"]),
        (Grade.WARNING, "S06", "ALLOWED_HOSTS", ["localhost"]),
        (Grade.ERROR, "S07", "CSRF_TRUSTED_ORIGINS", ["http://gk.example.gov.cn"]),
        (Grade.ERROR, "S08", "HTTPS", False),
        (Grade.WARNING, "S09", "TRUSTED_PROXIES", 0),
        (Grade.ERROR, "S10", "SEALING_KEYS", ""),
        (Grade.ERROR, "S10", "SEALING_KEYS", "a:tooshort"),
        (Grade.ERROR, "S10", "SEALING_KEYS", "/nowhere/keys"),
        (Grade.ERROR, "S10", "SEALING_FORM", "des"),
        (Grade.WARNING, "S12", "AUDIT_KEY", ""),
        (Grade.ERROR, "S13", "SECOND_FACTOR_ROLES", ["leader"]),
        (Grade.WARNING, "S14", "LOGIN_FAILURES", 50),
        (Grade.WARNING, "S14", "PASSWORD_SHORT_LENGTH", 6),
        (Grade.WARNING, "S14", "SESSION_IDLE_MINUTES", 0),
    ],
)
@pytest.mark.filterwarnings("ignore:Overriding setting")
def test_configuration_is_judged(settings: Settings, grade: Grade, code: str, name: str, value: Any) -> None:
    setattr(settings, name, value)
    assert code in told(configuration(), grade)


def test_folders_are_judged(settings: Settings, tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    key = tmp_path / "audit.pem"
    key.touch(mode=0o600)
    settings.DATA = settings.FILES = tmp_path
    settings.STATIC_ROOT, settings.AUDIT_KEY = tmp_path, str(key)
    assert told(folders(), Grade.ERROR) == {"F06"}
    (tmp_path / "staticfiles.json").touch()
    key.chmod(0o604)
    tmp_path.chmod(0o705)
    assert told(folders(), Grade.ERROR) == {"F02", "F04"}
    key.unlink()
    settings.DATA = tmp_path / "none"
    assert {"F01", "F03"} <= told(folders(), Grade.ERROR)


def test_folders_that_cannot_be_written_are_told(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.DATA = settings.FILES = tmp_path
    settings.COPIES, settings.VISITS = tmp_path / "pages" / "none yet", tmp_path
    assert "F08" not in told(folders(), Grade.ERROR)
    asked: list[Path] = []
    monkeypatch.setattr(os, "access", lambda path, _mode: asked.append(path))  # nobody denies root anything
    assert "F08" in told(folders(), Grade.ERROR)
    assert asked == [tmp_path, tmp_path]
    settings.COPIES = settings.VISITS = None
    assert "F08" not in told(folders(), Grade.ERROR)


def test_full_disk(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    settings.DATA = settings.FILES = tmp_path
    for free, grade in ((10**8, Grade.ERROR), (2 * 10**9, Grade.WARNING)):
        monkeypatch.setattr("shutil.disk_usage", lambda _, free=free: type("Usage", (), {"free": free}))
        assert "F05" in told(folders(), grade)


@pytest.mark.django_db
def test_services_are_judged(settings: Settings) -> None:
    settings.CLAMD = ""
    assert told(services(at=NOON), Grade.ERROR) == set()
    assert "V01" in told(services(at=NOON), Grade.WARNING)
    settings.CLAMD = "/nowhere/clamd"
    assert told(services(at=NOON), Grade.ERROR) == {"V02"}


def test_holiday_notice_is_awaited_from_november() -> None:
    assert list(holidays(NOON)) == []
    assert told(holidays(datetime(2026, 11, 1, 4, 0, tzinfo=UTC)), Grade.WARNING) == {"H02"}
    assert list(holidays(datetime(2026, 10, 31, 4, 0, tzinfo=UTC))) == []


def test_broken_holiday_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_HOLIDAYS", "/nowhere/holidays")
    assert told(holidays(NOON), Grade.ERROR) == {"H01"}
