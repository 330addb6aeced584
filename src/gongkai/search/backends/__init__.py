"""Ways to keep the index. Each module has `find(looked) -> Found`; those in the database `write` and `erase` too."""

from types import ModuleType
from typing import Protocol

from django.conf import settings
from django.db import connection

from gongkai.search.backends import postgres, sqlite
from gongkai.search.backends.looked import Found, Looked


class BackEnd(Protocol):
    """What every one of them does."""

    def find(self, looked: Looked) -> Found:
        """A page of hits, counted."""


def beside() -> bool:
    """Whether the index is kept in files beside the database, which take in later what has changed (`Pending`)."""
    return bool(settings.SEARCH == "tantivy")


def chosen() -> BackEnd:
    """What this installation asks."""
    if beside():
        from gongkai.search.backends import tantivy  # noqa: PLC0415 - loaded where it is used

        return tantivy
    return inside()


def inside() -> ModuleType:
    """The one in this installation's database."""
    return postgres if connection.vendor == "postgresql" else sqlite
