"""What is declared is used, what is used is declared, and the base install works without the web."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.house import PACKAGE, imported, modules
from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
# Started, loaded by name in the settings, or used by Django itself, but imported nowhere.
BY_NAME = {"django-permissions-policy", "django-prose-editor", "granian", "psycopg", "whitenoise"}
PRINTING = ("gazette", "letters", "paper", "posters", "ofd", "redaction")
WITHOUT_WEB = """
import sys

class NoWeb:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"django", "csp", "docx", "granian", "psycopg", "segno", "typst", "whitenoise"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, NoWeb())
from gongkai.cli import main
main(["report", "check", "--help"])
"""


def declared(*groups: list[str]) -> set[str]:
    return {normal(re.split(r"[\[<>=!~ ;]", entry)[0]) for group in groups for entry in group}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def used(*folders: Path, but: tuple[Path, ...] = ()) -> set[str]:
    owners = packages_distributions()
    paths = [path for path in modules(*folders) if not set(but) & set(path.parents)]
    roots = {name.split(".")[0] for path in paths for name in imported(path)}
    return {normal(owner) for root in roots for owner in owners.get(root, [])} - {"gongkai"}


BASE = declared(PROJECT["dependencies"])
WEB = declared(*PROJECT["optional-dependencies"].values())


def test_law_and_documents_use_the_base_install() -> None:
    """But for what is written on paper: only the platform does that, and its programs weigh more than all the rest."""
    printing = tuple(PACKAGE / "documents" / name for name in PRINTING)
    assert used(PACKAGE / "law", PACKAGE / "documents", but=printing) <= BASE


def test_everything_used_is_declared() -> None:
    assert used(PACKAGE) <= BASE | WEB


def test_everything_declared_is_used() -> None:
    assert BASE | WEB <= used(PACKAGE) | BY_NAME


@pytest.mark.parametrize("name", ["base", "web", "dev"])
def test_lock_pins_and_hashes_every_package(name: str) -> None:
    lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    packages = {}
    for line in filter(None, map(str.strip, lock.splitlines())):
        pinned = re.fullmatch(r"([\w.-]+)==(\S+)( ; [^#]+?)?((\s+--hash=sha256:[0-9a-f]{64})+)", line)
        assert pinned, line
        packages[normal(pinned[1])] = pinned[2]
    assert packages.keys() >= (BASE if name == "base" else BASE | WEB)


def test_locks_agree() -> None:
    pins = {
        name: set(
            re.findall(r"^[\w.-]+==\S+", (ROOT / "requirements" / f"{name}.txt").read_text(), re.MULTILINE)
        )
        for name in ("base", "web", "dev")
    }
    assert pins["base"] <= pins["web"] <= pins["dev"]


def test_report_check_works_without_the_web_packages() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT_WEB], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
