"""Writes: an agency tells the public that it has nothing for a column; that ends once it has."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.publication import access
from gongkai.publication.models import Column, EmptyStatement
from gongkai.publication.queries.columns import columns
from gongkai.publication.queries.shelves import empty_columns
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.numbers import civil_day

LONGEST = 200  # characters


@transaction.atomic
def state_empty(*, column_id: int, agency_id: int, text: str, by: Actor, at: datetime) -> int:
    """Tell the public that an agency has nothing for a column, as of this day; the column is shown with it. Its number.

    By whoever keeps the columns of the agency; a statement that stands already ends. Refused without a text, for a column
    that the agency does not have or hides, and while something is public in it or below it.
    """
    duty = access.require_keeping(by, agency_id)
    told = refuse_without(text, LONGEST, "说明")
    rows = columns(agency_id, civil_day(at), hidden=True)
    if column_id not in {row.id for row in rows}:
        raise Refused("本机关没有这个栏目。")
    if column_id not in empty_columns(agency_id, rows):
        raise Refused("这个栏目已经隐藏，或者里面已有公开的信息，不需要说明。")
    EmptyStatement.objects.filter(column=column_id, agency=agency_id, ended_at__isnull=True).update(
        ended_at=at
    )
    try:
        with transaction.atomic():
            made = EmptyStatement.objects.create(
                column_id=column_id, agency_id=agency_id, text=told, stated_on=civil_day(at)
            )
    except IntegrityError:
        raise Refused("其他人刚刚作了说明，请刷新后再看。") from None
    log(
        "publication.state_empty",
        f"column:{column_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        reason=told,
    )
    return made.pk


@transaction.atomic
def end_statement(*, column_id: int, agency_id: int, by: Actor, at: datetime) -> None:
    """Take back what was said of an empty column; it is no longer shown. Refused if nothing is said of it."""
    duty = access.require_keeping(by, agency_id)
    held = EmptyStatement.objects.filter(column=column_id, agency=agency_id, ended_at__isnull=True)
    if not held.update(ended_at=at):
        raise Refused("这个栏目没有空栏目说明，可能刚刚撤下。")
    _told(column_id, agency_id, by, at, duty)


def end_statements(
    agency_id: int, column_ids: Iterable[int | None], by: Actor, at: datetime, duty: Duty | None
) -> None:
    """Something is public in columns: what was said of them, and of those above, ends. One query where nothing was said."""
    open_ones = EmptyStatement.objects.filter(agency=agency_id, ended_at__isnull=True)
    stated = dict(open_ones.values_list("column", "pk"))
    if not stated:
        return
    above = dict(Column.objects.values_list("pk", "parent"))
    for column_id in sorted(stated.keys() & _with_those_above(column_ids, above)):
        if open_ones.filter(pk=stated[column_id]).update(ended_at=at):
            _told(column_id, agency_id, by, at, duty, "栏目里已有公开的信息")


def _with_those_above(column_ids: Iterable[int | None], above: Mapping[int, int | None]) -> set[int]:
    found: set[int] = set()
    for column_id in column_ids:
        here = column_id
        while here is not None:
            found.add(here)
            here = above[here]
    return found


def _told(
    column_id: int, agency_id: int, by: Actor, at: datetime, duty: Duty | None, reason: str = ""
) -> None:
    log(
        "publication.end_statement",
        f"column:{column_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        reason=reason,
    )
