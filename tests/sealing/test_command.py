"""`gongkai sealing status` and `rotate`, on the database of the tests."""

import pytest
from pytest_django import Settings

from gongkai.records.models import LogEntry
from gongkai.sealing.rotating.columns import Column
from tests.cli.terminal import run
from tests.sealing.people import NEW, OLD, Applicant
from tests.sealing.test_field import stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_only_applicants", "_here")]
Capture = pytest.CaptureFixture[bytes]


@pytest.fixture
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.cli.sealing.set_up", lambda: None)
    for number in range(5):
        Applicant.objects.create(name="甲", number=str(number))


def test_status_tells_which_keys_are_used(capsysbinary: Capture, settings: Settings) -> None:
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    Applicant.objects.create(name="乙", number="9")
    said = run(capsysbinary, "sealing", "status")
    assert said.code == 0
    assert "sealing_tests_applicant.number：new（当前） 1 条，old 5 条" in said.text
    assert "mfa_authenticator.data：没有内容" in said.text


def test_rotation_is_told_and_logged(capsysbinary: Capture, settings: Settings) -> None:
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    said = run(capsysbinary, "sealing", "rotate", "--batch", "2")
    assert said.code == 0
    assert "sealing_tests_applicant.number：重新加密 5 条，还有 0 条" in said.text
    assert said.err.splitlines()[-1] == "sealing_tests_applicant.number：5/5"
    entry = LogEntry.objects.get(action="sealing.rotate")
    assert (entry.subject, entry.version) == ("column:sealing_tests_applicant.number", "new")
    assert entry.details == {"done": 5, "unsealable": 0}


def test_what_cannot_be_opened_is_an_error(capsysbinary: Capture, settings: Settings) -> None:
    settings.SEALING_KEYS = NEW
    said = run(capsysbinary, "sealing", "rotate")
    assert said.code == 1
    assert said.text.count("主键") == 5
    assert len(stored("number")) == 5


def test_stopped_run_is_logged_and_goes_on(
    capsysbinary: Capture, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEALING_KEYS = f"{NEW},{OLD}"
    reseal, calls = Column.reseal, []

    def once(column: Column, rows: list[object]) -> object:
        calls.append(rows)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return reseal(column, rows)  # type: ignore[arg-type] # passed on as received

    monkeypatch.setattr(Column, "reseal", once)
    assert run(capsysbinary, "sealing", "rotate", "--batch", "2").code == 130
    assert LogEntry.objects.get(action="sealing.rotate").details == {"done": 2, "unsealable": 0}
    assert run(capsysbinary, "sealing", "rotate").code == 0
    assert [entry.details["done"] for entry in LogEntry.objects.order_by("seq")] == [2, 3]


def test_without_keys(capsysbinary: Capture, settings: Settings) -> None:
    settings.SEALING_KEYS = ""
    said = run(capsysbinary, "sealing", "rotate")
    assert (said.code, "new-key" in said.err) == (2, True)
