"""Writes: figures set by hand, with the reason and where they come from, and taken back. Nothing is overwritten."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from gongkai.annual_reports import access
from gongkai.annual_reports.actions.beginning import held, refuse_closed
from gongkai.annual_reports.models import ManualFigure
from gongkai.annual_reports.queries.working import tidy, working_by_id
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.compiling.derived import derived, refusal
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_without

_MOST = 300


@transaction.atomic
def set_by_hand(
    working_id: int,
    figures: Mapping[str, Number],
    *,
    reason: str,
    source: str,
    by: Actor,
    at: datetime,
) -> tuple[int, ...]:
    """Set figures by hand, by cell; what was set before in these cells is taken back. Returns their numbers.

    What says the same as the figure by hand that holds adds nothing. Refused without a reason and a source, for
    figures that a cell cannot hold, for sums, and while the report is handed on.
    """
    working = held(working_id)
    duty = access.require_writing(by, working.agency_id)
    refuse_closed(working)
    why = refuse_without(reason, _MOST, "理由")
    origin = refuse_without(source, _MOST, "数据来源")
    wrong = [said for cell, value in figures.items() if (said := refusal(working.form, cell, value))]
    if wrong or not figures:
        raise Refused(*(wrong or ["请填写数字。"]))
    made = []
    for cell, value in figures.items():
        before = ManualFigure.objects.filter(working=working, cell=cell, taken_back_at=None).first()
        if before and (tidy(before.value), before.reason, before.source) == (value, why, origin):
            continue
        if before:
            _take_back(before, "另填新数", by=by, at=at)
        made.append(
            ManualFigure.objects.create(
                working=working,
                cell=cell,
                value=Decimal(value),
                reason=why,
                source=origin,
                at=at,
                by=by.username,
            )
        )
    if made:
        details = {"year": working.year, "scope": working.scope, "cells": [each.cell for each in made]}
        log(
            "annual_reports.set_figure",
            f"annual_report:{working.pk}",
            by=by,
            at=at,
            duty=duty,
            agency_id=working.agency_id,
            reason=why,
            details=details,
        )
    return tuple(each.pk for each in made)


@transaction.atomic
def take_back(figure_id: int, *, why: str, by: Actor, at: datetime) -> None:
    """Take a figure by hand back: the cell shows what was counted again. Refused if it does not hold any more."""
    figure = ManualFigure.objects.filter(pk=figure_id).first()
    if figure is None:
        raise Refused("没有这个填报数。")
    working = held(figure.working_id)
    duty = access.require_writing(by, working.agency_id)
    refuse_closed(working)
    figure.refresh_from_db()
    if figure.taken_back_at is not None:
        raise Refused("这个填报数已经撤销。")
    said = refuse_without(why, _MOST, "撤销的理由")
    _take_back(figure, said, by=by, at=at)
    log(
        "annual_reports.take_back_figure",
        f"annual_report:{working.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=working.agency_id,
        reason=said,
        details={"year": working.year, "scope": working.scope, "cells": [figure.cell]},
    )


@transaction.atomic
def state_none(working_id: int, *, reason: str, source: str, by: Actor, at: datetime) -> tuple[str, ...]:
    """Set every cell that is still blank to 0 by hand: the body has no such matters. Returns the cells."""
    found = working_by_id(working_id)
    if found is None:
        raise Refused("没有这份报告。")
    there, sums = found.cells, derived(found.form.id)
    blank = tuple(cell for cell in found.form.cells if cell not in there and cell not in sums)
    if not blank:
        raise Refused("没有空白的格。")
    set_by_hand(working_id, dict.fromkeys(blank, 0), reason=reason, source=source, by=by, at=at)
    return blank


def _take_back(figure: ManualFigure, why: str, *, by: Actor, at: datetime) -> None:
    figure.taken_back_at, figure.taken_back_by, figure.taken_back_why = at, by.username, why
    figure.save(update_fields=["taken_back_at", "taken_back_by", "taken_back_why"])
