"""The example of docs/developers/webhooks.md, taken out of the page as it stands there, so that what is printed is what works."""

import re
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parents[2] / "docs" / "developers" / "webhooks.md"


def example() -> dict[str, Any]:
    """What the example defines."""
    found = re.search(r"```python\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    assert found, "the page has an example"
    made: dict[str, Any] = {}
    exec(compile(found[1], str(PAGE), "exec"), made)  # noqa: S102 - our own page
    return made
