"""`gongkai report statistics`: the tables of a body counted over a year, a half, a quarter or a month."""

import json
from datetime import date
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Command, Refused
from gongkai.cli.compiling import agency_of
from gongkai.cli.screen import printable
from gongkai.law.report.arithmetic import Number
from gongkai.law.report.checks.wording import figure
from gongkai.law.report.compiling.summing import plain
from gongkai.law.report.periods import Period

if TYPE_CHECKING:
    from gongkai.annual_reports.queries.periods import Figure, Statistics


@click.command("statistics", cls=Command, options_metavar="[选项]")
@click.argument("slug", metavar="代号")
@click.argument("period", metavar="时段")
@click.option("--rolled-up", is_flag=True, help="加上所属各机关；默认只计本级。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON：每一格的本期、上期和上年同期。")
def statistics(*, slug: str, period: str, rolled_up: bool, as_json: bool) -> None:
    """按时段统计三张表，与上期、上年同期比较。时段写成 2025、2025H1、2025Q3 或者 2025-07。"""
    wanted = _period(period)
    agency = agency_of(slug)
    from django.utils.timezone import localdate  # noqa: PLC0415 - once Django is there

    from gongkai.annual_reports.queries.kinds import Scope  # noqa: PLC0415
    from gongkai.annual_reports.queries.periods import statistics as counted  # noqa: PLC0415

    scope = Scope.ROLLED_UP if rolled_up else Scope.OWN
    found = counted(agency.id, wanted, scope, on=localdate())
    if as_json:
        click.echo(json.dumps(_as_json(found), ensure_ascii=False))
        return
    click.echo(f"{printable(agency.name)}{wanted.name}（{scope.label}，截至{_as_of(found)}）")
    shown = [each for each in found.figures.values() if each.value or each.before or each.a_year_ago]
    for each in shown:
        click.echo(_line(each))
    if not shown:
        click.echo("三个时段都没有数。")
    for row, why in found.gathered.left_out:
        click.echo(printable(f"不计入 {row.name}：{why}"), err=True)
    for row in found.silent:
        click.echo(printable(f"{row.name}：平台上还没有任何业务数据，按0计入。"), err=True)


def _period(text: str) -> Period:
    try:
        found = Period.parse(text)
        found.form  # noqa: B018 - refuses years without one
    except (ValueError, LookupError) as refused:
        raise Refused(printable(str(refused.args[0]))) from refused
    return found


def _as_of(found: "Statistics") -> date:
    return min(found.as_of, found.period.last)


def _line(each: "Figure") -> str:
    compared = "，".join(
        f"{name}{_said(value)}" for name, value in (("上期", each.before), ("上年同期", each.a_year_ago))
    )
    return f"{each.spec.label}：{_said(each.value)}{each.spec.column.unit}（{compared}）"


def _said(value: Number | None) -> str:
    return "空白" if value is None else figure(value)


def _as_json(found: "Statistics") -> dict[str, object]:
    """Blanks are null; money is text, so that nothing of it is lost."""
    return {
        "agency": found.agency.slug,
        "period": found.period.key,
        "first_day": found.period.first.isoformat(),
        "last_day": found.period.last.isoformat(),
        "as_of": _as_of(found).isoformat(),
        "scope": str(found.scope),
        "form": found.form.id,
        "cells": {
            cell: {
                "value": _kept(each.value),
                "before": _kept(each.before),
                "a_year_ago": _kept(each.a_year_ago),
            }
            for cell, each in found.figures.items()
        },
        "bodies": [found.gathered.rows[pk].slug for pk in found.gathered.bodies],
        "silent": [row.slug for row in found.silent],
        "left_out": [{"agency": row.slug, "why": why} for row, why in found.gathered.left_out],
    }


def _kept(value: Number | None) -> int | str | None:
    return None if value is None else plain({"": value})[""]
