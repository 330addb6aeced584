"""Change the law in small ways and count which changes its tests notice: `make mutants`.

mutmut makes the mutants and runs the tests; decision 0010 says why and how. Each part is worked on in its own folder under
var/mutants, so that the checkout stays as it is. A mutant that no test can notice is explained in tests/mutants.toml.
The exit code is 1 when a part scores less than TARGET per cent, or when an explanation explains nothing any more.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LAW = Path("src/gongkai/law")
WORK = ROOT / "var" / "mutants"
EXPLAINED = ROOT / "tests" / "mutants.toml"
PARTS = ("calendar", "fees", "deadlines")
TARGET = 95
# Exit codes of the tests of a mutant that nobody noticed: all passed, none collected, none reaches it.
UNNOTICED = {0, 5, 33}
# On a busy machine time runs out without an endless loop.
OUT_OF_TIME = {-24, 24, 36, 152, 255}
CONFIG = """\
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["{sources}"]
also_copy = ["afresh.py"]
pytest_add_cli_args = ["-p", "afresh", "-p", "_hypothesis_pytestplugin", "-p", "no:cacheprovider", "--no-header"]
pytest_add_cli_args_test_selection = ["{tests}"]
timeout_constant = 4.0
timeout_multiplier = 4.0

[tool.pytest.ini_options]
addopts = ["--import-mode=importlib"]
pythonpath = ["."]
"""
# No plugin but the named ones is loaded; the same examples of hypothesis each time.
SURROUNDINGS = {
    "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
    "DJANGO_SETTINGS_MODULE": "gongkai.settings",
    "CI": "1",
}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: in which function of which module of the law, from what to what."""

    module: str
    function: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why no test can notice a mutant."""

    mutant: Mutant
    why: str


@dataclass(frozen=True, slots=True)
class Result:
    """What became of the mutants of one part: how many there are, and which ones were not noticed."""

    part: str
    total: int
    survivors: tuple[Mutant, ...]

    def score(self, explained: Iterable[Mutant]) -> float:
        """Killed in per cent of all that can be noticed."""
        equivalent = len(set(self.survivors) & set(explained))
        can_be = self.total - equivalent
        return 100 * (self.total - len(self.survivors)) / can_be if can_be else 100.0


def explanations(text: str) -> list[Explanation]:
    """What tests/mutants.toml explains; KeyError if an entry lacks a key."""
    entries = tomllib.loads(text).get("equivalent", [])
    return [
        Explanation(Mutant(entry["module"], entry["function"], entry["was"], entry["becomes"]), entry["why"])
        for entry in entries
    ]


def changed_lines(diff: str) -> tuple[str, str]:
    """What a unified diff takes away and what it puts there, without indents."""
    lines = diff.splitlines()
    taken = [line[1:].strip() for line in lines if line.startswith("-") and not line.startswith("---")]
    put = [line[1:].strip() for line in lines if line.startswith("+") and not line.startswith("+++")]
    return "\n".join(taken), "\n".join(put)


def work_on(part: str) -> Result:
    """Make and try all mutants of a part, in a folder of its own. SystemExit if the part does not exist."""
    folder = WORK / part.replace("/", "_")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name in ("src", "tests", "tools/afresh.py"):
        (folder / Path(name).name).symlink_to(ROOT / name)
    sources, tests = places(part)
    (folder / "pyproject.toml").write_text(CONFIG.format(sources=sources, tests=tests), encoding="utf-8")
    run = ("run", "--max-children", str(os.cpu_count() or 1))
    _mutmut(folder, *run)
    if slow := [name for name, code in _codes(folder) if code in OUT_OF_TIME]:
        _mutmut(folder, *run, *slow)
    codes = dict(_codes(folder))
    left = tuple(_mutant(folder, name) for name, code in codes.items() if code in UNNOTICED)
    return Result(part, len(codes), left)


def places(part: str) -> tuple[str, str]:
    """The pattern of the modules of a part and the tests that prove it."""
    modules = f"{LAW}/{part}/*" if (ROOT / LAW / part).is_dir() else f"{LAW}/{part}.py"
    folder = f"tests/law/{part}"
    tests = folder if (ROOT / folder).is_dir() else f"tests/law/test_{part}.py"
    if not (ROOT / modules.removesuffix("/*")).exists() or not (ROOT / tests).exists():
        sys.exit(f"{part}: no such part of {LAW}, or no tests of it under tests/law")
    return modules, tests


def _codes(folder: Path) -> Iterator[tuple[str, int]]:
    """Every mutant with the exit code of its tests. SystemExit if one was not tried."""
    for path in sorted(folder.rglob("*.py.meta")):
        for name, code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items():
            if code is None:
                sys.exit(f"{name} was not tried; the output above says why")
            yield name, code


def _mutant(folder: Path, name: str) -> Mutant:
    """A mutant by mutmut's name for it: gongkai.law.calendar.workdays.xǁCalendarǁafter__mutmut_3."""
    module, _, mangled = name.partition("__mutmut_")[0].rpartition(".")
    function = mangled.removeprefix("x_").removeprefix("xǁ").replace("ǁ", ".")
    path = module.removeprefix("gongkai.law.").replace(".", "/")
    return Mutant(f"{path}.py", function, *changed_lines(_mutmut(folder, "show", name, quiet=True)))


def _mutmut(folder: Path, *words: str, quiet: bool = False) -> str:
    """Run mutmut in a folder; its output if quiet, else it goes to the terminal. SystemExit if it fails."""
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *words],
        cwd=folder,
        env=os.environ | SURROUNDINGS,
        stdout=subprocess.PIPE if quiet else None,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"mutmut {words[0]} failed in {folder}")
    return done.stdout or ""


def report(result: Result, known: list[Explanation], seconds: float) -> bool:
    """Print the score of a part and what is left to explain; whether the score is reached."""
    explained = [explanation.mutant for explanation in known]
    left = [mutant for mutant in result.survivors if mutant not in explained]
    score = result.score(explained)
    print(
        f"{result.part}: {score:.1f} % — {result.total} mutants, {result.total - len(result.survivors)} killed, "
        f"{len(result.survivors) - len(left)} explained, {len(left)} left, {seconds:.0f} s"
    )
    for mutant in left:
        print(f"  {mutant.module} {mutant.function}")
        print("".join(f"    - {line}\n" for line in mutant.was.splitlines()), end="")
        print("".join(f"    + {line}\n" for line in mutant.becomes.splitlines()), end="")
    return score >= TARGET


def idle(known: list[Explanation], results: list[Result]) -> list[Mutant]:
    """Explained mutants of the parts worked on that are killed, or that are made no more."""
    survivors = {mutant for result in results for mutant in result.survivors}
    return [
        one.mutant
        for one in known
        if one.mutant not in survivors
        and any(one.mutant.module.removesuffix(".py").split("/")[0] == result.part for result in results)
    ]


def main(words: list[str]) -> int:
    """Work on the named parts, or on all; 0 if each reaches TARGET and every explanation still explains something."""
    parser = argparse.ArgumentParser(prog="make mutants", description=__doc__.partition("\n")[0])
    parser.add_argument(
        "parts", nargs="*", default=PARTS, help=f"folders or modules of the law, else {PARTS}"
    )
    known = explanations(EXPLAINED.read_text("utf-8"))
    results, reached = [], []
    for part in parser.parse_args(words).parts:
        began = time.monotonic()
        results.append(work_on(part))
        reached.append(report(results[-1], known, time.monotonic() - began))
    needless = idle(known, results)
    for mutant in needless:
        print(
            f"tests/mutants.toml explains what is killed or gone: {mutant.module} {mutant.function}: {mutant.becomes}"
        )
    return 0 if all(reached) and not needless else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
