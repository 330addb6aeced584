"""Every action that the code logs under a plain name has words for auditors."""

import ast
from collections.abc import Iterator

from gongkai.records.queries.wording import LABELS
from tests.architecture.house import PACKAGE, modules, tree


def logged() -> Iterator[str]:
    """The first arguments of calls of `log` that are written out, `a if b else c` included."""
    for path in modules(PACKAGE):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "log" and node.args:
                yield from (
                    part.value
                    for part in ast.walk(node.args[0])
                    if isinstance(part, ast.Constant)
                    and isinstance(part.value, str)
                    and "." in part.value.strip(".")
                )


def test_every_logged_action_has_words() -> None:
    found = set(logged())
    assert len(found) > 20
    assert sorted(found - LABELS.keys()) == []
