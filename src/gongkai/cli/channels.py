"""`gongkai channels`: exports of platforms taken in, figures of what was put out."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Command, Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

if TYPE_CHECKING:
    from gongkai.channels.actions import RowsRefused
    from gongkai.channels.actions.import_plan import Plan
    from gongkai.channels.queries.statistics import Table

FAULTY = 1
SHOWN = 50  # faults on the screen
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def channels() -> None:
    """发布渠道：导入平台数据、统计。"""


@channels.command("import", cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=_FILE)
@click.option("--agency", "slug", metavar="代号", required=True, help="载体属于哪个机关：地址中的代号。")
@click.option("--carrier", "name", metavar="名称", required=True, help="载体的名称或者账号，例如：云岭发布。")
@click.option(
    "--as-of",
    "as_of",
    metavar="日期",
    type=click.DateTime(["%Y-%m-%d"]),
    help="数字是哪一天的；不写的，以今天为准。",
)
@click.option("--dry-run", is_flag=True, help="只检查，逐行列出错误，不写入。")
def import_(*, file: Path, slug: str, name: str, as_of: datetime | None, dry_run: bool) -> None:
    """导入微信公众号、微博、今日头条等平台导出的内容明细（.xlsx、.csv）。

    有一行不对，就一行也不导入。退出代码：0 已导入（试办：可以导入）；1 有错的行；2 文件不能读取，或者用法不对。
    """
    set_up()
    from gongkai.channels.actions import RowsRefused, import_posts, try_posts  # noqa: PLC0415 - once Django is there
    from gongkai.documents.reading.blocks import Unreadable  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415
    from gongkai.records.actions.refused import Refused as NotDone  # noqa: PLC0415

    carrier_id, at = _carrier(slug, name), datetime.now(UTC)
    data = file.read_bytes()
    try:
        if dry_run:
            plan = try_posts(carrier_id=carrier_id, data=data, name=file.name, by=OPERATOR, at=at)
            _tell_plan(plan)
            return
        on = as_of.date() if as_of else _today(at)
        done = import_posts(carrier_id=carrier_id, data=data, name=file.name, as_of=on, by=OPERATOR, at=at)
        _tell_done(done)
    except RowsRefused as refused:
        _tell_faults(refused)
        raise click.exceptions.Exit(FAULTY) from None
    except (NotDone, Unreadable) as refused:
        raise Refused(str(refused)) from refused


@channels.command(cls=Command, options_metavar="[选项]")
@click.option("--agency", "slug", metavar="代号", required=True, help="统计哪个机关：地址中的代号。")
@click.option("--year", type=click.IntRange(2000, 2100), required=True, help="哪一年。")
@click.option("--below", is_flag=True, help="把下级机关和所属部门一并计入。")
def counts(*, slug: str, year: int, below: bool) -> None:
    """统计一年的发布：按渠道，全渠道发布次数和首发条数分开列，合计等于各行相加。"""
    set_up()
    from gongkai.agencies import queries  # noqa: PLC0415 - once Django is there
    from gongkai.channels.queries.statistics import yearly  # noqa: PLC0415

    agency = queries.find(slug)
    if agency is None:
        raise Refused(f"没有“{printable(slug)}”这个机关。")
    ids = {agency.id}
    if below:
        branches = queries.tree(on=date(year, 12, 31))
        ids |= _below(agency.id, {each.agency.id: each.agency.parent_id for each in branches})
    _tell_counts(f"{agency.name}，{year}年", yearly(ids, year))


def _below(top: int, parents: dict[int, int | None]) -> set[int]:
    found = {top}
    while more := {each for each, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _tell_counts(name: str, table: "Table") -> None:
    from gongkai.channels.queries.statistics import ALL, FIRST  # noqa: PLC0415 - once Django is there

    click.echo(f"{name}（{ALL}／{FIRST}）")
    for line in table.lines:
        click.echo(f"{line.label}：{line.all}／{line.first}")
    click.echo(f"合计：{table.all}／{table.first}")


def _tell_plan(plan: "Plan") -> None:
    from gongkai.channels.actions.import_plan import What  # noqa: PLC0415 - once Django is there

    told = "，".join(f"{what.label} {plan.many(what)} 行" for what in What)
    click.echo(f"试办：{told}；带有数字 {plan.counted} 行。没有写入。")


def _tell_done(intake_id: int) -> None:
    from gongkai.channels.queries.intakes import one_intake  # noqa: PLC0415 - once Django is there
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    row = one_intake(OPERATOR, intake_id)
    if row is not None:
        click.echo(
            f"已导入（第 {row.id} 次）：新登记 {row.added} 行，已登记过 {row.known} 行，带有数字 {row.counted} 行。"
        )


def _tell_faults(refused: "RowsRefused") -> None:
    for fault in refused.faults[:SHOWN]:
        where = f"“{fault.column}”" if fault.column else ""
        click.echo(printable(f"第{fault.row}行{where}：{fault.message}"), err=True)
    if len(refused.faults) > SHOWN:
        click.echo(f"……另有 {len(refused.faults) - SHOWN} 处错误", err=True)
    click.echo(str(refused), err=True)


def _carrier(slug: str, name: str) -> int:
    from gongkai.channels.queries.carriers import carrier_of  # noqa: PLC0415 - once Django is there

    found = carrier_of(slug, name)
    if found is None:
        raise Refused(f"“{printable(slug)}”没有登记在用的载体“{printable(name)}”。请先在工作平台登记。")
    return found.id


def _today(at: datetime) -> date:
    from gongkai.records.queries.numbers import civil_day  # noqa: PLC0415 - once Django is there

    return civil_day(at)
