"""Where information comes from, as cases say it."""

from collections.abc import Mapping
from typing import Any

from gongkai.law.responsibility import Origin, Source


def origin(entry: Mapping[str, Any]) -> Origin:
    """The origin that the `origin` of a case describes; its keys are the fields of `Origin`."""
    rest = {**entry, "source": Source(entry["source"]), "makers": tuple(entry.get("makers", ()))}
    return Origin(**rest)
