"""`gongkai catalogue`: the common columns and catalogue are installed; catalogues in and out of sheets."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Command, Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

if TYPE_CHECKING:
    from gongkai.publication.actions.catalogue_plan import Adjusted

FAULTY = 1
SHOWN = 200  # steps on the screen
_AGENCY = click.option("--agency", metavar="代号", help="哪个机关的目录；默认是全平台通用的目录。")
_WORDS = {"added": "新增", "altered": "变更", "ended": "取消"}


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def catalogue() -> None:
    """栏目和公开目录：安装、导入、导出。"""


@catalogue.command(cls=Command, options_metavar="")
def install() -> None:
    """安装通用的栏目和 26 个领域的公开目录。可以重复运行，已有的和改过的不动。"""
    set_up()
    from gongkai.publication.actions.catalogue import install_catalogue  # noqa: PLC0415 - once Django is there
    from gongkai.publication.actions.columns import install_columns  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    at = datetime.now(UTC)
    columns, rows = install_columns(by=OPERATOR, at=at), install_catalogue(by=OPERATOR, at=at)
    told = f"已安装：栏目 {columns} 个，公开目录 {rows} 项。" if columns or rows else "都已经安装，没有变化。"
    click.echo(told)


@catalogue.command("import", cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_AGENCY
@click.option("--dry-run", is_flag=True, help="只说明会有哪些变化，不写入。")
def import_file(*, file: Path, agency: str | None, dry_run: bool) -> None:
    """导入公开目录（.xlsx 或 .csv）：文件涉及的领域，以文件为准。一行有错，就全部不导入。"""
    set_up()
    from gongkai.documents.reading.blocks import Unreadable  # noqa: PLC0415 - once Django is there
    from gongkai.publication.actions.catalogue import import_catalogue  # noqa: PLC0415
    from gongkai.publication.actions.catalogue_plan import CatalogueRefused  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415
    from gongkai.records.actions.refused import Refused as ActionRefused  # noqa: PLC0415

    agency_id = _agency_id(agency)
    try:
        done = import_catalogue(
            agency_id=agency_id,
            data=file.read_bytes(),
            name=file.name,
            by=OPERATOR,
            at=datetime.now(UTC),
            dry_run=dry_run,
        )
    except CatalogueRefused as refused:
        click.echo("\n".join(map(str, refused.faults)), err=True)
        click.echo(f"共 {len(refused.faults)} 处错误，没有导入任何内容。", err=True)
        raise click.exceptions.Exit(FAULTY) from None
    except (ActionRefused, Unreadable) as refused:
        raise Refused(str(refused)) from refused
    _tell(done, dry_run=dry_run)


def _tell(done: "Adjusted", *, dry_run: bool) -> None:
    for step in done.steps[:SHOWN]:
        changed = f"（{'、'.join(step.changed)}）" if step.changed else ""
        click.echo(f"{_WORDS[step.what]}  {step.key}  {printable(step.title)}{changed}")
    if len(done.steps) > SHOWN:
        click.echo(f"……另有 {len(done.steps) - SHOWN} 处变化")
    if not done.steps:
        click.echo("内容与现行目录相同，没有变化。")
        return
    counts = "，".join(f"{word} {done.count(what)} 项" for what, word in _WORDS.items())
    click.echo(f"试办：{counts}。没有写入。" if dry_run else f"已导入：{counts}。")


@catalogue.command(cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=click.Path(dir_okay=False, path_type=Path))
@_AGENCY
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="日期", help="导出哪一天的目录；默认今天。")
@click.option("--force", is_flag=True, help="目标文件已存在时覆盖它。")
def export(*, file: Path, agency: str | None, on: datetime | None, force: bool) -> None:
    """按规定的版式导出公开目录。文件名以 .xlsx 或 .csv 结尾。"""
    set_up()
    from django.utils.timezone import localdate  # noqa: PLC0415 - once Django is there

    from gongkai.documents.catalogue_sheets import to_csv, to_xlsx  # noqa: PLC0415
    from gongkai.publication.queries.catalogue_lines import lines_of  # noqa: PLC0415

    if file.exists() and not force:
        raise Refused(f"{file} 已经存在。要覆盖它，请加上 --force。")
    lines = lines_of(_agency_id(agency), on.date() if on else localdate())
    match file.suffix.lower():
        case ".xlsx":
            data = to_xlsx(lines)
        case ".csv":
            data = to_csv(lines)
        case _:
            raise Refused("文件名应当以 .xlsx 或 .csv 结尾。")
    try:
        file.write_bytes(data)
    except OSError as error:
        raise Refused(f"无法写入 {file}：{error.strerror}。") from error
    click.echo(f"已写入 {file}：{len(lines)} 项")


def _agency_id(slug: str | None) -> int | None:
    """The number of the agency; None for the common catalogue."""
    from gongkai.agencies.queries import find  # noqa: PLC0415 - once Django is there

    if slug is None:
        return None
    found = find(slug)
    if found is None:
        raise Refused(f"没有“{printable(slug)}”这个机关。")
    return found.id
