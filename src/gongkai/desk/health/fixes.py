"""The way from a finding to where it is put right: a link, or a button that begins what is to be done."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.http import urlencode

from gongkai.agencies.queries import AgencyRow
from gongkai.law.inspection.indicators import Measure
from gongkai.supervision.queries.shown import FindingRow


@dataclass(frozen=True, slots=True)
class Fix:
    """One way on. `post`: what is sent, where it is a button; None: a link."""

    label: str
    address: str
    post: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class At:
    """What a finding is about: the numbers in its key; `opened`: items of which a new edition is already in work."""

    agency: AgencyRow
    measure: Measure
    numbers: tuple[int, ...]
    opened: frozenset[int] = field(default_factory=frozenset)


def fixes(row: FindingRow, agency: AgencyRow, opened: frozenset[int]) -> tuple[Fix, ...]:
    """The ways to put a finding right, the straightest first."""
    kind, *rest = row.key.split(":")
    numbers = tuple(int(one) for one in rest if one.isdecimal())
    return _FIXES[kind](At(agency, row.measure, numbers, opened))


def item_of(key: str) -> int:
    """The item that a key is about; 0 for what is about none."""
    kind, *rest = key.split(":")
    return int(rest[0]) if kind in ("item", "link", "file") else 0


def _new(at: At, column: int = 0) -> Fix:
    asked = {"agency": at.agency.id, **({"column": column} if column else {})}
    return Fix("起草信息", f"{reverse('desk:item_new')}?{urlencode(asked)}")


def _home(at: At) -> tuple[Fix, ...]:
    return (_new(at),)


def _column(at: At) -> tuple[Fix, ...]:
    column = at.numbers[0]
    if at.measure not in (Measure.COLUMN_EMPTY, Measure.COLUMN_UNSHOWN):
        return (_new(at, column),)
    stated = reverse("desk:column_empty", args=[at.agency.slug, column])
    return Fix("说明无此类信息", stated), _new(at, column)


def _item(at: At) -> tuple[Fix, ...]:
    item = at.numbers[0]
    if at.measure is Measure.INTERPRETATION_UNLINKED:
        return (
            Fix("解读任务", reverse("desk:interpretations")),
            Fix("查看", reverse("desk:item", args=[item])),
        )
    if item in at.opened:
        return (Fix("继续修改", reverse("desk:item_edit", args=[item])),)
    again = Fix("另起新版修改", reverse("desk:item_do", args=[item, "reopen"]), {})
    return again, Fix("查看", reverse("desk:item", args=[item]))


def _document(at: At) -> tuple[Fix, ...]:
    return (Fix("开始解读", reverse("desk:interpretation_begin"), {"document": str(at.numbers[0])}),)


def _task(at: At) -> tuple[Fix, ...]:
    return (Fix("解读任务", reverse("desk:interpretation", args=[at.numbers[0]])),)


def _account(at: At) -> tuple[Fix, ...]:
    carrier = at.numbers[0]
    return (
        Fix("登记发布", reverse("desk:post_new", args=[carrier])),
        Fix("关停账号", reverse("desk:carrier_close", args=[carrier])),
    )


def _guide(at: At) -> tuple[Fix, ...]:
    return (Fix("编写公开指南", reverse("desk:guide_write", args=[at.agency.slug])),)


def _message(at: At) -> tuple[Fix, ...]:  # noqa: ARG001 - as all of them
    return ()


_FIXES: dict[str, Callable[[At], tuple[Fix, ...]]] = {
    "home": _home,
    "column": _column,
    "item": _item,
    "link": _item,
    "file": _item,
    "document": _document,
    "task": _task,
    "account": _account,
    "guide": _guide,
    "organ": _home,
    "message": _message,
}
