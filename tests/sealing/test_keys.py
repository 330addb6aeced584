"""Keys come from a file or from the environment, and a wrong one is told without being shown."""

import re
from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings

from gongkai.sealing.keys import KeysMissing, add_key, box, new_key, parsed
from tests.cli.terminal import run
from tests.sealing.people import NEW, OLD, key

Capture = pytest.CaptureFixture[bytes]
DAY = date(2026, 11, 22)


def test_first_key_is_the_current_one() -> None:
    for text in (
        f"{NEW},{OLD}",
        f"{NEW}\n{OLD}\n",
        f" {NEW} , \n\n# {key('gone', 3)}\n{OLD} # until spring\n",
    ):
        made = parsed(text)
        assert (made.current, set(made.keys)) == ("new", {"new", "old"})


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n# only a remark",
        "name",
        "name:",
        "name:AAAA",
        "na me:" + "A" * 44,
        f"{OLD},{OLD}",
        "a:" + "*" * 44,
    ],
)
def test_wrong_keys_are_refused_and_not_shown(text: str) -> None:
    with pytest.raises(KeysMissing) as refused:
        parsed(text)
    assert "AAAA" not in str(refused.value)
    assert "****" not in str(refused.value)


def test_running_platform_learns_of_a_key_in_a_file(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "keys"
    add_key(path, OLD)
    settings.SEALING_KEYS = str(path)
    sealed = box().seal("x", place="a.b")
    add_key(path, NEW)
    assert (box().current, box().open(sealed, place="a.b")) == ("new", "x")
    assert path.stat().st_mode & 0o777 == 0o600


def test_missing_file_is_said(tmp_path: Path, settings: Settings) -> None:
    settings.SEALING_KEYS = str(tmp_path / "none")
    with pytest.raises(KeysMissing, match="none"):
        box()


def test_new_keys_differ_and_fit() -> None:
    made = [new_key(DAY) for _ in range(20)]
    assert len(set(made)) == 20
    assert all(re.fullmatch(r"k20261122-[0-9a-f]{4}:[A-Za-z0-9+/]{43}=", each) for each in made)
    assert parsed(made[0]).open(parsed(made[0]).seal("x", place="a.b"), place="a.b") == "x"


def test_command_makes_keys(capsysbinary: Capture, tmp_path: Path) -> None:
    assert len(parsed(run(capsysbinary, "sealing", "new-key").text).keys) == 1
    path = tmp_path / "keys"
    run(capsysbinary, "sealing", "new-key", "--file", path)
    said = run(capsysbinary, "sealing", "new-key", "--file", path)
    assert said.code == 0
    made = parsed(path.read_text())
    assert len(made.keys) == 2
    assert made.current in said.text
    assert not any(line.split(":")[1] in said.text for line in path.read_text().split())


def test_folder_that_is_not_there(capsysbinary: Capture, tmp_path: Path) -> None:
    said = run(capsysbinary, "sealing", "new-key", "--file", tmp_path / "none" / "keys")
    assert said.code == 2
    assert "不能写入" in said.err
