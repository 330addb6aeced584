"""Objects of JSON that somebody else wrote: no key twice, and names that can be shown."""

from typing import Any


class Twice(Exception):
    """A key that stands twice in one object; its text is the key as it can be shown."""


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """For `json.loads` as `object_pairs_hook`. Raises Twice."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Twice(shown(key))
        found[key] = value
    return found


def shown(text: str) -> str:
    """A name that somebody else wrote, for a message."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text[:40])
