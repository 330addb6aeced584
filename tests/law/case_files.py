"""The cases of tests/cases: TOML files that a lawyer can read, one folder for each subject of the law."""

import tomllib
from typing import Any

from tests.conftest import ROOT

CASES = ROOT / "tests" / "cases"


def cases(subject: str) -> dict[str, dict[str, Any]]:
    """All cases of a subject by name (`file: says`); a name that stands twice is an error."""
    found: dict[str, dict[str, Any]] = {}
    for path in sorted((CASES / subject).rglob("*.toml")):
        for case in tomllib.loads(path.read_text("utf-8"))["case"]:
            name = f"{path.stem}: {case['says']}"
            if name in found:
                raise ValueError(f"two cases are called {name}")
            found[name] = case
    return found
