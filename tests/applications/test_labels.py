"""Every action on an application that the log names has words for auditors."""

import ast

from gongkai.applications.access import Act
from gongkai.records.queries.wording import LABELS
from tests.architecture.house import PACKAGE, modules, tree


def test_every_action_has_words() -> None:
    named = {
        part.value
        for path in modules(PACKAGE / "applications" / "actions")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("told") and node.args
        for part in ast.walk(node.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    }
    assert len(named) > 30
    asked = {Act.ASK_THIRD_PARTY.value, Act.ASK_ORGAN.value}
    assert (
        sorted(f"applications.{name}" for name in named | asked if f"applications.{name}" not in LABELS) == []
    )
