"""`gongkai report take-in`: the file of a body below, for the roll-up alone; `package`: what goes to a superior platform."""

from datetime import UTC, datetime
from pathlib import Path

import click

from gongkai.cli.chinese import Command, Refused
from gongkai.cli.compiling import FAULTY, SHOWN, agency_of
from gongkai.cli.screen import printable
from gongkai.cli.words import NUMBER

_AGENCY = click.option("--agency", "slug", metavar="代号", required=True, help="哪个机关的报告。")
_YEAR = click.option("--year", type=NUMBER, required=True, help="哪一年度。")


@click.command("take-in", cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@_AGENCY
@_YEAR
@click.option("--rolled-up", is_flag=True, help="已经汇总所属机关的；默认本级的。")
@click.option("--note", default="", metavar="备注", help="例如从哪里收到的。")
def take_in(*, file: Path, slug: str, year: int, rolled_up: bool, note: str) -> None:
    """收取下级机关报送的文件：上级汇总时用它的数，不公开。年度、机关、格式不对，或者勾稽关系不平的，不收取。"""
    agency = agency_of(slug)
    from gongkai.annual_reports import actions  # noqa: PLC0415 - once Django is there
    from gongkai.annual_reports.actions.handing import KINDS  # noqa: PLC0415
    from gongkai.annual_reports.queries.kinds import Scope  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415
    from gongkai.records.actions.files import FileRefused, receive  # noqa: PLC0415

    at = datetime.now(UTC)
    scope = Scope.ROLLED_UP if rolled_up else Scope.OWN
    try:
        taken = receive(file.read_bytes(), file.name, kinds=KINDS)
        seen = actions.preview_handed(taken=taken, agency_id=agency.id, year=year, by=OPERATOR, at=at)
        for message in seen.hindering[:SHOWN]:
            click.echo(printable(message), err=True)
        if seen.hindering:
            click.echo("没有收取。", err=True)
            raise click.exceptions.Exit(FAULTY)
        number = actions.take_in(
            agency_id=agency.id,
            year=year,
            scope=scope,
            file_id=seen.file_id,
            based_on=seen.based_on,
            note=note,
            by=OPERATOR,
            at=at,
        )
    except (FileRefused, actions.Refused) as refused:
        raise Refused(str(refused)) from refused
    click.echo(f"已收取：{printable(agency.name)}{year}年度，第 {number} 份。下次汇总时计入。")
    for each in seen.figures[:SHOWN]:
        click.echo(printable(f"{each.name}：{each.before} → {each.after}"))


@click.command("package", cls=Command, options_metavar="[选项]")
@_AGENCY
@_YEAR
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True, help="写到哪个文件。"
)
@click.option("--force", is_flag=True, help="目标文件已存在时覆盖它。")
def package(*, slug: str, year: int, output: Path, force: bool) -> None:
    """把平台上已发布的报告制成交换包，报送上级平台用；记入操作日志。"""
    if output.exists() and not force:
        raise Refused(f"{output} 已经存在；要覆盖它请加 --force，或者用 -o 指定另一个文件名。")
    agency = agency_of(slug)
    from gongkai.annual_reports.actions import Refused as ActionRefused  # noqa: PLC0415 - once Django is there
    from gongkai.annual_reports.actions.packing import pack  # noqa: PLC0415
    from gongkai.documents.reading.blocks import Unreadable  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    try:
        data, made = pack(agency_id=agency.id, year=year, by=OPERATOR, at=datetime.now(UTC))
        output.write_bytes(data)
    except (ActionRefused, Unreadable) as refused:
        raise Refused(str(refused)) from refused
    except OSError as error:
        raise Refused(f"无法写入 {output}（{error.strerror}），请检查文件夹是否存在、是否有权限。") from None
    click.echo(f"已写入 {output}，{made.files} 个文件。")
    click.echo(f"清单 manifest.json 的 SHA-256 摘要是 {made.digest}，请另行告知接收方。")
