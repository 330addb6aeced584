"""One thing that the check says about an installation."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How bad it is."""

    ERROR = "错误"
    WARNING = "提醒"
    HINT = "说明"


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong and what to do about it, for whoever runs the installation. No keys and no passwords in it."""

    code: str
    grade: Grade
    what: str
    todo: str


def error(code: str, what: str, todo: str) -> Finding:
    """Something with which the installation must not go into service."""
    return Finding(code, Grade.ERROR, what, todo)


def warning(code: str, what: str, todo: str) -> Finding:
    """Something that weakens it."""
    return Finding(code, Grade.WARNING, what, todo)


def hint(code: str, what: str, todo: str) -> Finding:
    """Something that no program can see for itself."""
    return Finding(code, Grade.HINT, what, todo)
