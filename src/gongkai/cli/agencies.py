"""`gongkai agencies`: the tree of agencies and their staff in and out of workbooks and CSV."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Command, Group, Refused
from gongkai.cli.platform import set_up

if TYPE_CHECKING:
    from gongkai.agencies.actions import Imported

    Sheets = dict[str, list[dict[str, str]]]

FAULTY = 1
SHOWN = 200  # changes on the screen; the file has them all
_FILE = click.Path(dir_okay=False, path_type=Path)
_DAY = click.DateTime(["%Y-%m-%d"])
_FORCE = click.option("--force", is_flag=True, help="目标文件已存在时覆盖它。")


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def agencies() -> None:
    """机关和人员：导入、导出、模板。"""


@agencies.command("import", cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="只说明会有哪些变化，不写入。")
@click.option("--on", type=_DAY, metavar="日期", help="变更从哪一天起生效，例如 2026-05-01；默认今天。")
@click.option("--reason", metavar="依据", required=True, help="依据或者原因，例如批准文号。")
def import_file(*, file: Path, dry_run: bool, on: datetime | None, reason: str) -> None:
    """导入机关和人员（.xlsx 或 .csv）。一行有错，就全部不导入，并列出所有错误。"""
    set_up()
    from django.utils.timezone import localdate  # noqa: PLC0415 - once Django is there

    from gongkai.agencies import actions  # noqa: PLC0415
    from gongkai.documents.reading.blocks import Unreadable  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    at = datetime.now(UTC)
    try:
        done = actions.import_tree(
            data=file.read_bytes(),
            name=file.name,
            on=on.date() if on else localdate(at),
            by=OPERATOR,
            at=at,
            reason=reason,
            dry_run=dry_run,
        )
    except actions.ImportRefused as refused:
        click.echo("\n".join(map(str, refused.faults)), err=True)
        click.echo(f"共 {len(refused.faults)} 处错误，没有导入任何内容。", err=True)
        raise click.exceptions.Exit(FAULTY) from None
    except (actions.Refused, Unreadable) as refused:
        raise Refused(str(refused)) from refused
    for change in done.changes[:SHOWN]:
        click.echo(f"{change.subject}  {change.what}：{change.before} → {change.after}（自{change.on}起）")
    if len(done.changes) > SHOWN:
        click.echo(f"……另有 {len(done.changes) - SHOWN} 处变化")
    click.echo(_summary(done, dry_run=dry_run))


def _summary(done: "Imported", *, dry_run: bool) -> str:
    if done.nothing:
        return "内容与现有记录相同，没有变化。"
    counts = f"登记机关 {done.entered} 个，变更 {done.changed} 个；任命 {done.appointed} 项，调整 {done.ended} 项。"
    return f"试办：{counts}没有写入。" if dry_run else f"已导入：{counts}"


@agencies.command("export", cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=_FILE)
@click.option("--on", type=_DAY, metavar="日期", help="导出哪一天的情况；默认今天。")
@click.option("--people", is_flag=True, help="CSV 只能有一张表：导出人员，不导出机关。")
@_FORCE
def export(*, file: Path, on: datetime | None, people: bool, force: bool) -> None:
    """导出全部机关和人员。文件名以 .xlsx 或 .csv 结尾。"""
    set_up()
    from django.utils.timezone import localdate  # noqa: PLC0415 - once Django is there

    from gongkai.agencies import queries  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    day = on.date() if on else localdate()
    sheets = {
        "机关": list(queries.agency_lines(day)),
        "人员": list(queries.people_lines(day, viewer=OPERATOR)),
    }
    _write(file, sheets, people=people, force=force)


@agencies.command(cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=_FILE)
@click.option("--people", is_flag=True, help="CSV 只能有一张表：人员的模板，不是机关的。")
@_FORCE
def template(*, file: Path, people: bool, force: bool) -> None:
    """写出空白的导入模板。文件名以 .xlsx 或 .csv 结尾。"""
    set_up()
    _write(file, {"机关": [], "人员": []}, people=people, force=force)


def _write(file: Path, sheets: "Sheets", *, people: bool, force: bool) -> None:
    """Write the sheets in the format that the name asks for. Refused for another name, and for a file that exists."""
    from gongkai.agencies import queries  # noqa: PLC0415 - once Django is there
    from gongkai.documents.agency_sheets import AGENCIES, PEOPLE, to_csv, to_xlsx  # noqa: PLC0415

    if file.exists() and not force:
        raise Refused(f"{file} 已经存在。要覆盖它，请加上 --force。")
    kind = PEOPLE if people else AGENCIES
    match file.suffix.lower():
        case ".xlsx":
            data = to_xlsx(sheets, queries.CHOICES)
        case ".csv":
            data = to_csv(kind, sheets[kind])
        case _:
            raise Refused("文件名应当以 .xlsx 或 .csv 结尾。")
    try:
        file.write_bytes(data)
    except OSError as error:
        raise Refused(f"无法写入 {file}：{error.strerror}。") from error
    click.echo(f"已写入 {file}")
