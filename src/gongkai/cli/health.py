"""`gongkai health`: what an inspection would find at an agency today."""

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from gongkai.cli.chinese import Command, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

if TYPE_CHECKING:
    from gongkai.law.inspection.verdict import Assessment

FAILED = 1
SHOWN = 20  # faults of an agency on the screen


@click.command("health", cls=Command, options_metavar="[选项]")
@click.option("--agency", "slug", metavar="代号", help="只看哪个机关：地址中的代号；默认全部机关。")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON，列出全部问题。")
def health(*, slug: str | None, as_json: bool) -> None:
    """按检查指标体检各机关的栏目和信息，只看不存。退出代码：0 没有不合格；1 有不合格的；2 用法不对。"""
    set_up()
    from gongkai.agencies.queries import listed  # noqa: PLC0415 - once Django is there
    from gongkai.law.inspection.settings import NotOpen  # noqa: PLC0415
    from gongkai.law.inspection.verdict import Outcome, accounts_failed  # noqa: PLC0415
    from gongkai.records.queries.numbers import civil_day  # noqa: PLC0415
    from gongkai.supervision.queries.examining import assessments  # noqa: PLC0415

    on = civil_day(datetime.now(UTC))
    found = listed().exclude(ends_on__lt=on)
    agencies = {each.pk: each for each in (found.filter(slug=slug) if slug else found)}
    if slug and not agencies:
        raise Refused(f"没有“{printable(slug)}”这个机关。")
    try:
        made = assessments(agencies, on)
    except NotOpen as refused:
        raise Refused(str(refused)) from refused
    if as_json:
        told = [
            {"agency": agencies[pk].slug, "on": on.isoformat(), **_told(each)} for pk, each in made.items()
        ]
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        for pk, each in made.items():
            _tell(agencies[pk].name, each, all_of_it=bool(slug))
    failed = [
        each
        for each in made.values()
        if each.verdict.outcome is Outcome.FAILED or accounts_failed(each.results)
    ]
    raise click.exceptions.Exit(FAILED if failed else 0)


def _told(each: "Assessment") -> dict[str, Any]:
    """One agency as JSON."""
    return {
        "outcome": each.verdict.outcome.value,
        "score": str(each.verdict.score),
        "vetoes": list(each.verdict.vetoes),
        "indicators": [
            {
                "id": result.indicator.id,
                "title": result.indicator.title,
                "evidence": result.indicator.evidence,
                "judged": result.judged,
                "faults": result.faults,
                "needed": result.needed,
                "reached": result.reached,
                "lost": str(result.lost),
            }
            for result in each.results
        ],
        "faults": [
            {
                "measure": fault.measure.value,
                "key": fault.key,
                "where": fault.where,
                "what": fault.what,
                "since": fault.since.isoformat() if fault.since else None,
            }
            for fault in each.faults
        ],
        "soon": [
            {
                "measure": one.measure.value,
                "key": one.key,
                "where": one.where,
                "due_on": one.due_on.isoformat(),
            }
            for one in each.soon
        ],
    }


def _tell(name: str, each: "Assessment", *, all_of_it: bool) -> None:
    verdict = each.verdict
    reached = "，".join(result.indicator.title for result in each.results if result.reached)
    vetoes = f"；单项否决：{reached}" if reached else ""
    click.echo(f"{name}：{verdict.outcome.label}，{verdict.score} 分，问题 {len(each.faults)} 个{vetoes}")
    if not all_of_it:
        return
    for fault in each.faults[:SHOWN]:
        click.echo(printable(f"  {fault.measure.label}　{fault.where}：{fault.what}"))
    if len(each.faults) > SHOWN:
        click.echo(f"  另有 {len(each.faults) - SHOWN} 个，--json 列出全部。")
    for one in each.soon:
        click.echo(printable(f"  即将超期　{one.where}：{one.due_on:%Y-%m-%d} 以前更新。"))
