"""What import-linter cannot see: foreign keys, writes, clocks, names and sizes of files."""

import ast
import re
import sys
from pathlib import Path

import django.apps

from tests.architecture.house import PACKAGE, apps, contract, imported, modules, ranks, tree
from tests.conftest import ROOT

LAW = PACKAGE / "law"
SOURCES = modules(PACKAGE)
PLAIN = modules(LAW)
LINES = 400

# Names that say nothing about what a file knows.
DRAWERS = {"utils", "util", "helpers", "helper", "common", "base", "manager", "managers", "misc", "shared"}
# Methods of a queryset, a manager or a row that write.
WRITES = {
    *("save", "create", "update", "delete", "get_or_create", "update_or_create"),
    *("bulk_create", "bulk_update", "asave", "acreate", "aupdate", "adelete"),
}
CALLED = re.compile(rf"\.\s*(?:{'|'.join(sorted(WRITES))})\s*\(")
SIGNALS = ("django.dispatch", "django.db.models.signals", "django.core.signals")


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_contract_orders_every_app() -> None:
    with_tables = {path.parent.name for path in PACKAGE.glob("*/models.py")}
    with_tables |= {path.parent.name for path in PACKAGE.glob("*/models/")}
    assert {folder.name for folder in apps()} == with_tables
    assert with_tables <= set(ranks())


def test_foreign_keys_point_down() -> None:
    height = ranks()
    up = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in django.apps.apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and isinstance(field.related_model, type)
        and field.related_model._meta.app_label != model._meta.app_label
        and {model._meta.app_label, field.related_model._meta.app_label} <= height.keys()
        and height[field.related_model._meta.app_label] >= height[model._meta.app_label]
    ]
    assert up == []


def writes(path: Path) -> list[str]:
    """`file:line name` of each call that changes a table: on `.objects`, on a query, or on a row.

    Few files have a call of such a name at all; the others are not taken apart, which takes its time.
    """
    if not CALLED.search(path.read_text(encoding="utf-8")):
        return []
    return [
        f"{named(path)}:{node.lineno} .{node.func.attr}"
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in WRITES
        and touches_a_table(node.func.value, node.func.attr)
    ]


def touches_a_table(receiver: ast.expr, method: str) -> bool:
    """False for the namesakes of plain Python: `set.update`, `dict.update`, a workbook's `save` are told
    apart by what they are called on; `.update` and `.delete` write only at the end of a query."""
    if method in {"update", "delete", "aupdate", "adelete"}:
        return isinstance(receiver, ast.Call) or ".objects" in ast.unparse(receiver)
    return True


def may_write(path: Path) -> bool:
    return path.name == "actions.py" or path.parent.name == "actions"


def test_writes_stand_only_in_actions() -> None:
    elsewhere = [
        path for path in modules(*apps(), PACKAGE / "portal", PACKAGE / "desk") if not may_write(path)
    ]
    assert [write for path in elsewhere for write in writes(path)] == []


def test_actions_are_seen_to_write() -> None:
    """The test above would find a write if there was one."""
    found = [write for path in modules(*apps()) if may_write(path) for write in writes(path)]
    assert found


def test_no_signals() -> None:
    speaking = [path for path in SOURCES if re.search("signals|dispatch", path.read_text(encoding="utf-8"))]
    assert [
        f"{named(path)}: {name}" for path in speaking for name in imported(path) if name.startswith(SIGNALS)
    ] == []


def test_law_has_no_clock() -> None:
    clocks = re.compile(r"\b(datetime|date|time)\.(now|today|utcnow|time|localtime)\b")
    calls = [
        f"{named(path)}: {ast.unparse(node.func)}"
        for path in PLAIN
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
    ]
    assert [call for call in calls if clocks.search(call)] == []


def test_law_needs_nothing_but_python() -> None:
    plain = {*sys.stdlib_module_names, "gongkai"}
    assert [
        f"{named(path)}: {name}"
        for path in PLAIN
        for name in imported(path)
        if name.split(".")[0] not in plain
    ] == []


def test_file_is_one_room() -> None:
    files = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))]
    lines = {named(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: many for name, many in lines.items() if many > LINES} == {}


def test_file_is_named_for_what_it_knows() -> None:
    words = {path: {part.removesuffix(".py") for part in path.relative_to(PACKAGE).parts} for path in SOURCES}
    assert [named(path) for path in SOURCES if DRAWERS & words[path]] == []


def test_there_are_files_to_look_at() -> None:
    """The tests above look at something."""
    assert len(SOURCES) > len(PLAIN) > 100


def test_pages_are_thin_packages() -> None:
    """Each interface that exists is held by the contract that keeps it from the tables."""
    interfaces = {name for name in ("api", "desk", "portal", "cli") if list(PACKAGE.glob(f"{name}*"))}
    assert {name.removeprefix("gongkai.") for name in contract("thin", "source_modules")} == interfaces
