"""What the program has, the documents name; what they name, the program has."""

import ast
import importlib
import re
from collections.abc import Iterator

import click
import pytest

from gongkai.cli import gongkai
from gongkai.jobs.schedule import SCHEDULE
from gongkai.law.report.checks.registry import RULES
from tests.architecture.house import PACKAGE, modules, tree
from tests.conftest import ROOT

# Importing the checks registers their rules.
importlib.import_module("gongkai.law.report.checks")


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def make_targets() -> list[str]:
    return re.findall(r"^([a-z-]+):.*## ", page("Makefile"), re.MULTILINE)


@pytest.mark.parametrize("target", make_targets())
def test_make_target_is_described(target: str) -> None:
    assert f"`make {target}" in page("README.md") + page("CONTRIBUTING.md")


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md", "CONTRIBUTING.md"])
def test_described_make_target_exists(name: str) -> None:
    assert set(re.findall(r"`make ([a-z-]+)", page(name))) <= set(make_targets())


@pytest.mark.parametrize("rule_id", RULES)
def test_rule_is_described(rule_id: str) -> None:
    assert re.search(rf"\b{rule_id}\b", page("docs/rules.md"))


def test_described_rule_exists() -> None:
    assert set(re.findall(r"\bR\d{3}\b", page("docs/rules.md"))) <= set(RULES)


def commands(command: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    """The commands that do something, each with all the words that call it."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            assert inner is not None
            yield from commands(inner, f"{name} {word}")
    else:
        yield name, command


def options(command: click.Command) -> set[str]:
    return {
        name
        for parameter in command.params
        if isinstance(parameter, click.Option) and not parameter.hidden
        for name in parameter.opts
        if name.startswith("--")
    }


COMMANDS = dict(commands(gongkai, "gongkai"))


@pytest.mark.parametrize("name", COMMANDS)
def test_command_is_described_with_its_options(name: str) -> None:
    text = page("docs/commands.md")
    assert name in text
    assert [option for option in sorted(options(COMMANDS[name])) if option not in text] == []


def test_described_command_exists() -> None:
    known = {" ".join(name.split()[:2]) for name in COMMANDS}
    described = re.findall(r"^\s*(?:\$ )?(gongkai [a-z-]+)\b", page("docs/commands.md"), re.MULTILINE)
    assert described
    assert set(described) <= known


def settings() -> set[str]:
    """The environment variables: named in full anywhere, or without GONGKAI_ in a reader of settings.py."""
    full = {
        name
        for path in modules(PACKAGE)
        for name in re.findall(r"GONGKAI_[A-Z0-9_]*[A-Z0-9]", path.read_text("utf-8"))
    }
    short = {
        f"GONGKAI_{node.args[0].value}"
        for node in ast.walk(tree(PACKAGE / "settings.py"))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).startswith("_")
        and node.args
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
        and node.args[0].value.isupper()
    }
    assert short, "settings.py reads its variables in another way than this test knows"
    return full | short


def test_settings_are_described() -> None:
    described = set(re.findall(r"GONGKAI_[A-Z0-9_]*[A-Z0-9]", page("docs/operators/settings.md")))
    assert settings() == described


def test_scheduled_jobs_are_described() -> None:
    described = re.findall(r"^\| `([a-z-]+)` \|", page("docs/operators/jobs.md"), re.MULTILINE)
    assert sorted(described) == sorted(entry.name for entry in SCHEDULE)


def test_glossary_names_what_exists() -> None:
    """Each identifier of the glossary stands in the code or its data; each term has one line."""
    rows = re.findall(r"^\| ([^|`-]+) \| ([^|]*`[^|]*) \|", page("docs/glossary.md"), re.MULTILINE)
    sources = [path for path in PACKAGE.rglob("*") if path.suffix in {".py", ".toml"}]
    words = {word for path in sources for word in re.findall(r"\w+", path.read_text("utf-8"))}
    identifiers = {name for _, names in rows for name in re.findall(r"`([^`]+)`", names)}
    assert len(identifiers) > 50
    assert sorted(identifiers - words) == []
    terms = [term for term, _ in rows]
    assert sorted(term for term in set(terms) if terms.count(term) > 1) == []
