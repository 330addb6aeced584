"""What the two databases say differently: rows brought in at once, words by which records are found."""

from types import ModuleType

from django.db import connection

from gongkai.registers.backends import postgres, sqlite


def inside() -> ModuleType:
    """The one of this installation's database: `bring`, `settled`, `write`, `found`, `counted`."""
    return postgres if connection.vendor == "postgresql" else sqlite
