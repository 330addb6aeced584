"""`gongkai report compile`, `roll-up`, `submit`, `import`: the reports that the platform compiles; `check` of one of them."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Command, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable
from gongkai.cli.words import NUMBER

if TYPE_CHECKING:
    from gongkai.agencies.queries import AgencyRow
    from gongkai.annual_reports.actions.compiling import CompiledReport
    from gongkai.annual_reports.queries.working import Working

FAULTY = 1
SHOWN = 200  # lines on the screen
_AGENCY = click.option("--agency", "slug", metavar="代号", required=True, help="哪个机关。")
_YEAR = click.option("--year", type=NUMBER, required=True, help="哪一年度。")
_ROLLED_UP = click.option("--rolled-up", is_flag=True, help="汇总的报告；默认本级的。")


@click.command("compile", cls=Command, options_metavar="[选项]")
@_AGENCY
@_YEAR
def compile_one(*, slug: str, year: int) -> None:
    """按平台上的登记簿、文件、申请和案件，编制一个机关本级的三张表。"""
    agency = agency_of(slug)
    from gongkai.annual_reports.actions.compiling import compile_report  # noqa: PLC0415 - once Django is there
    from gongkai.annual_reports.queries.kinds import Scope  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415
    from gongkai.records.actions.refused import Refused as ActionRefused  # noqa: PLC0415

    try:
        done = compile_report(agency.id, year, Scope.OWN, by=OPERATOR, at=datetime.now(UTC))
    except ActionRefused as refused:
        raise Refused(str(refused)) from refused
    _tell_run(agency.name, done)
    blank = _blank(done.working_id)
    if blank:
        click.echo(
            f"有 {len(blank)} 格没有数据来源，留空：{'；'.join(blank[:10])}{'……' if len(blank) > 10 else ''}"
        )


@click.command("roll-up", cls=Command, options_metavar="[选项]")
@_AGENCY
@_YEAR
@click.option("--below", is_flag=True, help="先把下级机关逐级编制、汇总一遍。")
def roll_up(*, slug: str, year: int, below: bool) -> None:
    """本级加下级，逐格汇总；列出没有报送、有错误和不计入的机关。"""
    agency = agency_of(slug)
    from gongkai.annual_reports.actions.compiling import (  # noqa: PLC0415 - once Django is there
        compile_all,
        compile_report,
    )
    from gongkai.annual_reports.queries.kinds import Scope  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415
    from gongkai.records.actions.refused import Refused as ActionRefused  # noqa: PLC0415

    at = datetime.now(UTC)
    try:
        if below:
            done = compile_all(agency.id, year, by=OPERATOR, at=at, told=_tell_run)
        else:
            done = compile_report(agency.id, year, Scope.ROLLED_UP, by=OPERATOR, at=at)
            _tell_run(agency.name, done)
    except ActionRefused as refused:
        raise Refused(str(refused)) from refused
    for name, why in done.hindering[:SHOWN]:
        click.echo(printable(f"{name}：{why}"), err=True)
    if done.hindering:
        click.echo(f"共 {len(done.hindering)} 个机关没有报送或者有错误，汇总还不能报送。", err=True)
        raise click.exceptions.Exit(FAULTY)


@click.command("submit", cls=Command, options_metavar="[选项]")
@_AGENCY
@_YEAR
@_ROLLED_UP
def submit(*, slug: str, year: int, rolled_up: bool) -> None:
    """把编制好的报告报送上级主管部门审核；有错误、缺数的，说明原因，不报送。"""
    found = _working(slug, year, rolled_up=rolled_up)
    from gongkai.annual_reports.actions import steps  # noqa: PLC0415 - once Django is there
    from gongkai.records.access import OPERATOR  # noqa: PLC0415
    from gongkai.records.actions.refused import Refused as ActionRefused  # noqa: PLC0415

    try:
        steps.submit(working_id=found.id, by=OPERATOR, at=datetime.now(UTC))
    except ActionRefused as refused:
        for message in refused.messages[:SHOWN]:
            click.echo(printable(message), err=True)
        click.echo("没有报送。", err=True)
        raise click.exceptions.Exit(FAULTY) from None
    click.echo(f"已报送：{printable(found.agency.name)}{year}年度（{found.scope.label}）。")


@click.command("import", cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--agency", "slug", metavar="代号", required=True, help="这份报告是哪个机关的。")
@click.option("--origin", default="", metavar="来源", help="从哪里得到的，例如网址。")
def import_file(*, file: Path, slug: str, origin: str) -> None:
    """收下一个机关的报告，作为新的一版：门户公开它，上级汇总时用它的数。"""
    agency = agency_of(slug)
    from gongkai.annual_reports.actions import import_report  # noqa: PLC0415 - once Django is there
    from gongkai.annual_reports.queries import stored  # noqa: PLC0415
    from gongkai.documents.reading.blocks import Unreadable  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    at = datetime.now(UTC)
    try:
        done = import_report(
            agency=agency.slug, data=file.read_bytes(), name=file.name, by=OPERATOR, at=at, origin=origin
        )
    except Unreadable as refused:
        raise Refused(str(refused)) from refused
    if done.repeated:
        click.echo(f"{done.year}年度的报告与第 {done.version} 版相同，没有变化。")
        return
    click.echo(f"已收下：{printable(agency.name)}{done.year}年度，第 {done.version} 版。")
    kept = stored(agency.slug, done.year, on=at.date())
    for finding in kept.findings[:SHOWN] if kept else ():
        click.echo(printable(f"{finding.severity.label} {finding.rule} {finding.message}"))


def check_compiled(slug: str, year: int, *, rolled_up: bool) -> int:
    """Tell what the checks say of a report that the platform compiles; 0 where it can be handed on, else Exit."""
    found = _working(slug, year, rolled_up=rolled_up)
    from gongkai.annual_reports.queries.drafted import draft  # noqa: PLC0415 - once Django is there

    made = draft(found.id)
    findings = made.findings if made else ()
    for finding in findings[:SHOWN]:
        click.echo(printable(f"{finding.severity.label} {finding.rule} {finding.where}：{finding.message}"))
    faults = made.faults if made else ()
    for fault in faults[:SHOWN]:
        click.echo(printable(f"不能报送：{fault}"))
    click.echo(f"{printable(found.agency.name)}{year}年度（{found.scope.label}）：{len(findings)} 处。")
    if faults:
        raise click.exceptions.Exit(FAULTY)
    return 0


def agency_of(slug: str) -> "AgencyRow":
    """The body with this address, once Django is there; Refused for an unknown one."""
    set_up()
    from gongkai.agencies.queries import find  # noqa: PLC0415 - once Django is there

    found = find(slug)
    if found is None:
        raise Refused(f"没有代号为“{printable(slug)}”的机关。")
    return found


def _working(slug: str, year: int, *, rolled_up: bool) -> "Working":
    agency = agency_of(slug)
    from gongkai.annual_reports.queries.kinds import Scope  # noqa: PLC0415 - once Django is there
    from gongkai.annual_reports.queries.working import working  # noqa: PLC0415

    scope = Scope.ROLLED_UP if rolled_up else Scope.OWN
    found = working(agency.id, year, scope)
    if found is None:
        command = "roll-up" if rolled_up else "compile"
        raise Refused(
            f"{printable(agency.name)}{year}年度的报告还没有编制，请先运行 gongkai report {command}。"
        )
    return found


def _tell_run(name: str, done: "CompiledReport") -> None:
    told = "没有变化" if done.repeated else "已编制"
    click.echo(f"{printable(name)}：{told}（第 {done.number} 次）")


def _blank(working_id: int) -> list[str]:
    from gongkai.annual_reports.queries.working import working_by_id  # noqa: PLC0415 - once Django is there

    found = working_by_id(working_id)
    if found is None:
        return []
    there = found.cells
    return [spec.label for cell, spec in found.form.cells.items() if cell not in there]
