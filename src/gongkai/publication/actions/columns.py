"""Writes: columns are added, changed by an agency for itself, ended; the common ones are installed."""

import re
import tomllib
from datetime import date, datetime
from importlib.resources import files

from django.db import IntegrityError, transaction
from django.db.models import Q

from gongkai.publication import access
from gongkai.publication.models import Column, ColumnChange, ColumnKind
from gongkai.publication.queries.columns import column_of, key_taken
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.records.queries.numbers import civil_day

SINCE = date(2019, 5, 15)
"""The Regulation in force, by which the common columns are arranged."""
_TAKEN = "代号“{}”已由本机关或者上下级机关的栏目使用，请换一个代号。"
_NONE, _ENDED = "没有这个栏目。", "这个栏目已经停用。"
_LAST = 100_000
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@transaction.atomic
def add_column(  # noqa: PLR0913 - the fields of a column
    *,
    owner_id: int,
    key: str,
    title: str,
    kind: ColumnKind,
    by: Actor,
    at: datetime,
    parent_id: int | None = None,
    every_days: int | None = None,
    position: int = 1_000,
) -> int:
    """Add a column of an agency: a government's is one for all bodies below it too. Returns its number.

    Refused for a key that does not fit an address or is, or ever was, that of another column of the agency or of the bodies
    above and below it, and below a column that the agency does not have.
    """
    duty = access.require_keeping(by, owner_id)
    if not _KEY.fullmatch(key) or len(key) > 60:
        raise Refused("栏目代号由小写字母、数字和连字符组成，例如 czys-bmys。")
    if key_taken(owner_id, key):
        raise Refused(_TAKEN.format(key))
    if parent_id is not None and column_of(owner_id, parent_id, civil_day(at)) is None:
        raise Refused("没有所选的上级栏目。")
    _require_figures(every_days, position)
    column = Column(
        owner_id=owner_id,
        parent_id=parent_id,
        key=key,
        title=refuse_without(title, 60, "栏目名称"),
        kind=kind,
        every_days=every_days,
        position=position,
        begins_on=civil_day(at),
    )
    try:
        with transaction.atomic():
            column.save(force_insert=True)
    except IntegrityError:
        raise Refused(_TAKEN.format(key)) from None
    log("publication.add_column", f"column:{column.pk}", by=by, at=at, duty=duty, agency_id=owner_id)
    return column.pk


@transaction.atomic
def alter_column(
    *,
    column_id: int,
    title: str,
    kind: ColumnKind,
    by: Actor,
    at: datetime,
    every_days: int | None = None,
    position: int = 1_000,
) -> None:
    """Make a column another one, for its owner and all bodies that have it; its key and its place below others stay.

    By whoever keeps the columns of its owner, common ones by the operator alone. Refused for one that has ended.
    """
    column = Column.objects.filter(pk=column_id).first()
    if column is None:
        raise Refused(_NONE)
    duty = access.require_keeping(by, column.owner_id)
    if column.ends_on is not None and column.ends_on < civil_day(at):
        raise Refused(_ENDED)
    _require_figures(every_days, position)
    column.title, column.kind = refuse_without(title, 60, "栏目名称"), kind
    column.every_days, column.position = every_days, position
    column.save(update_fields=["title", "kind", "every_days", "position"])
    log("publication.alter_column", f"column:{column_id}", by=by, at=at, duty=duty, agency_id=column.owner_id)


@transaction.atomic
def set_column(  # noqa: PLR0913 - the fields of a column
    *,
    column_id: int,
    agency_id: int,
    by: Actor,
    at: datetime,
    title: str = "",
    office: str = "",
    every_days: int | None = None,
    position: int | None = None,
    hidden_because: str = "",
) -> None:
    """Say what an agency has otherwise than a column says; empty is as inherited. Items keep their column.

    Refused for a column that the agency does not have.
    """
    duty = access.require_keeping(by, agency_id)
    if column_of(agency_id, column_id, civil_day(at)) is None:
        raise Refused("本机关没有这个栏目。")
    _require_figures(every_days, position)
    for text, most, name in (
        (title, 60, "栏目名称"),
        (office, 60, "责任科室"),
        (hidden_because, 200, "隐藏原因"),
    ):
        refuse_longer(text, most, name)
    ColumnChange.objects.update_or_create(
        column_id=column_id,
        agency_id=agency_id,
        defaults={
            "title": title.strip(),
            "office": office.strip(),
            "every_days": every_days,
            "position": position,
            "hidden_because": hidden_because.strip(),
        },
    )
    log("publication.set_column", f"column:{column_id}", by=by, at=at, duty=duty, agency_id=agency_id)


@transaction.atomic
def end_column(*, column_id: int, on: date, by: Actor, at: datetime) -> None:
    """End a column with a day, today or later; what is in it stays public.

    Refused while another column stands below it, and for one that has ended.
    """
    column = Column.objects.filter(pk=column_id).first()
    if column is None:
        raise Refused(_NONE)
    duty = access.require_keeping(by, column.owner_id)
    if column.ends_on is not None and column.ends_on < civil_day(at):
        raise Refused(_ENDED)
    if on < max(column.begins_on, civil_day(at)):
        raise Refused("停用日期不能早于今天，也不能早于启用日期，请核对。")
    if column.children.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on)).exists():
        raise Refused("下面还有在用的栏目，请先停用下级栏目。")
    column.ends_on = on
    column.save(update_fields=["ends_on"])
    log("publication.end_column", f"column:{column_id}", by=by, at=at, duty=duty, agency_id=column.owner_id)


@transaction.atomic
def install_columns(*, by: Actor, at: datetime) -> int:
    """Enter the common columns that are not there yet, and return how many; by the operator alone. Running it again is safe."""
    access.require_keeping(by, None)
    text = files("gongkai.publication").joinpath("data/columns.toml").read_text("utf-8")
    known = {column.key: column.pk for column in Column.objects.filter(owner__isnull=True)}
    before = len(known)
    for position, entry in enumerate(tomllib.loads(text)["column"], 1):
        if entry["key"] in known:
            continue
        made = Column.objects.create(
            key=entry["key"],
            title=entry["title"],
            kind=ColumnKind(entry["kind"]),
            duty=entry.get("duty", ""),
            parent_id=known[entry["parent"]] if "parent" in entry else None,
            position=position,
            begins_on=SINCE,
        )
        known[made.key] = made.pk
    if added := len(known) - before:
        log("publication.install_columns", "columns", by=OPERATOR, at=at, details={"added": added})
    return len(known) - before


def _require_figures(every_days: int | None, position: int | None) -> None:
    if every_days is not None and not 1 <= every_days <= 3660:
        raise Refused("更新周期应当是1至3660天。")
    if position is not None and not 0 <= position <= _LAST:
        raise Refused(f"顺序号应当是0至{_LAST}。")
