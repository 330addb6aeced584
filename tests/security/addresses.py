"""Every address of the platform, walked from the URL list, with something in place of each argument."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

SAMPLES = {
    "int": "1",
    "slug": "x",
    "str": "x",
    "path": "x",
    "listfile": "list.csv",
    "uuid": "00000000-0000-4000-8000-000000000000",
}


def addresses() -> list[str]:
    """One path for each pattern."""
    return sorted(set(_walk(get_resolver().url_patterns, "/")))


def _walk(patterns: "list[URLPattern | URLResolver]", prefix: str) -> Iterator[str]:
    for pattern in patterns:
        path = prefix + re.sub(r"<(?:(\w+):)?\w+>", _sample, str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, path)
        else:
            yield path


def _sample(found: "re.Match[str]") -> str:
    return SAMPLES.get(found.group(1) or "str", "1")
