"""What the architecture tests read: the contract file, the modules, the tracked files."""

import ast
import configparser
import re
import subprocess
from functools import cache
from pathlib import Path

from tests.conftest import ROOT

PACKAGE = ROOT / "src" / "gongkai"


@cache
def contract(name: str, key: str) -> tuple[str, ...]:
    """The words of one entry of .importlinter, one for each line; brackets and bars taken off."""
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter", encoding="utf-8")
    lines = parser[f"importlinter:contract:{name}"][key].strip().splitlines()
    return tuple(" ".join(re.findall(r"[\w.*]+", line)) for line in lines)


def ranks() -> dict[str, int]:
    """Package to height: 0 is the lowest. Siblings share a height."""
    layers = reversed(contract("packages", "layers"))
    return {package: height for height, line in enumerate(layers) for package in line.split()}


def apps() -> list[Path]:
    """The folders of the Django apps: those that are inside the inner contract."""
    return [PACKAGE / name.removeprefix("gongkai.") for name in contract("inside", "containers")]


def modules(*folders: Path) -> list[Path]:
    """The Python files in these folders of the package; migrations are written by Django and left out."""
    found = [path for folder in folders for path in folder.rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> set[str]:
    """The dotted names that a module imports; `from a import b` gives `a` and `a.b`."""
    names: set[str] = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


@cache
def tracked() -> tuple[Path, ...]:
    """The files that git keeps or would keep."""
    command = [
        "git",
        "-c",
        "safe.directory=*",
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    paths = (ROOT / name for name in sorted(set(listed.split("\0"))) if name)
    return tuple(path for path in paths if path.is_file())


@cache
def texts() -> dict[str, str]:
    """Name and content of the tracked files that are text."""
    found = {}
    for path in tracked():
        data = path.read_bytes()
        if b"\0" not in data:
            found[str(path.relative_to(ROOT))] = data.decode("utf-8", errors="replace")
    return found


def places(pattern: str, *, among: str = "") -> list[str]:
    """`file:line: text` of each line in a tracked file (whose name matches `among`) that the pattern finds."""
    wanted = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts().items()
        if re.search(among, name)
        for number, line in enumerate(text.splitlines(), start=1)
        if wanted.search(line)
    ]
