"""Kinds of numbers for tests, and people who may set patterns or may not."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gongkai.law.roles import Role
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.numbers import set_pattern
from gongkai.records.models import number_kinds
from gongkai.records.models.number_kinds import NumberKind, Once, declare
from tests.records.entries import NOON

INDEX = NumberKind(
    "index_no",
    "索引号",
    "{org}/{year}-{n:05}",
    parts=frozenset({"org", "code"}),
    known=frozenset({"org"}),
    once=Once.PLATFORM,
)
LETTER = NumberKind("letter", "答复书", "{code}公开告〔{year}〕{n}号", parts=frozenset({"code", "kind"}))
REGISTER = NumberKind("application", "申请登记", "{year}{n:06}")
KINDS = (INDEX, LETTER, REGISTER)

ORG = "000014349"
KEEPER = Actor(
    "xi-tong",
    "系统甲（虚构示例）",
    duties=(Duty(Role.SYSTEM_ADMINISTRATOR, 7, frozenset({7, 8})),),
)


@contextmanager
def declared() -> Iterator[None]:
    """These kinds, and no others."""
    before = dict(number_kinds._declared)
    number_kinds._declared.clear()
    for kind in KINDS:
        declare(kind)
    try:
        yield
    finally:
        number_kinds._declared.clear()
        number_kinds._declared.update(before)


def setting(kind: str, text: str, **more: Any) -> None:
    """Set a pattern at agency 7 from this year on; other arguments are parts."""
    given: dict[str, Any] = {"agency_id": 7, "from_year": 2026, "by": KEEPER, "at": NOON}
    parts = {name: more.pop(name) for name in ("code", "org") if name in more} | more.pop("parts", {})
    set_pattern(kind, **{**given, **more}, text=text, parts=parts)
