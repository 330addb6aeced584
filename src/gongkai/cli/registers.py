"""`gongkai registers`: rows of other systems taken in, listed, counted, exported."""

import sys
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Command, Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

if TYPE_CHECKING:
    from gongkai.registers.queries.deliveries import DeliveryRow, SourceRow

FAULTY = 1
SHOWN = 50  # faults on the screen; the file has them all
STEP = 20_000
TOO_MANY = "文件里没有的 {gone} 项将不再公开，超过现在公开的 {there} 项的五分之一，没有入库。请核对文件是否完整；确实完整的，加上 --agree。"
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_NEW = click.Path(dir_okay=False, path_type=Path)
_REGISTER = click.option(
    "--register", metavar="登记簿", required=True, help="哪一种登记簿，例如 administrative_licence。"
)
_AGENCY = click.option("--agency", "slug", metavar="代号", help="哪个机关：地址中的代号；默认全部机关。")


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def registers() -> None:
    """登记簿（许可、处罚、收费、事项等）：导入、列出、计数、导出。"""


@registers.command("import", cls=Command, options_metavar="[选项]")
@click.argument("file", metavar="文件", type=_FILE)
@click.option("--agency", "slug", metavar="代号", required=True, help="数据来源属于哪个机关：地址中的代号。")
@_REGISTER
@click.option("--source", "name", metavar="名称", required=True, help="数据来源的名称；没有的，自动登记。")
@click.option(
    "--as-of",
    "as_of",
    metavar="时间",
    type=click.DateTime(),
    help="行里没有写明的，数据截至什么时间；默认现在。",
)
@click.option("--earlier", is_flag=True, help="这些内容此前已经在别处公开，不计逾期。")
@click.option("--whole", is_flag=True, help="文件是这个机关现行的完整清单：文件里没有的不再公开，内容保留。")
@click.option("--agree", is_flag=True, help="不再公开的超过五分之一时，仍然入库。")
@click.option("--dry-run", is_flag=True, help="只检查，逐行列出错误，说明会新增、更正多少，不入库。")
@click.option("--resume", type=int, metavar="编号", help="接着上次中断的报送读取同一文件。")
@click.option("--faults", metavar="文件", type=_NEW, help="把全部错误写成 CSV。")
def import_(  # noqa: PLR0913 - the options of the command
    *,
    file: Path,
    slug: str,
    register: str,
    name: str,
    as_of: datetime | None,
    earlier: bool,
    whole: bool,
    agree: bool,
    dry_run: bool,
    resume: int | None,
    faults: Path | None,
) -> None:
    """导入一种登记簿的数据（.csv、.xlsx、.jsonl，最多一百万行）。

    有一行不对，就一行也不入库；同样的数据再导入一次，什么也不改变。退出代码：0 已入库（试办：可以入库）；1 有错的行；
    2 文件不能读取，或者用法不对。
    """
    set_up()
    from gongkai.records.access import OPERATOR  # noqa: PLC0415 - once Django is there
    from gongkai.records.actions.refused import Refused as NotDone  # noqa: PLC0415
    from gongkai.registers import actions  # noqa: PLC0415

    at = datetime.now(UTC)
    try:
        number = (
            _delivery(resume).id
            if resume
            else _begun(file, _source(slug, register, name, at), as_of, earlier=earlier, whole=whole, at=at)
        )
        if resume is None:
            click.echo(f"第 {number} 次报送，正在读取……中断后可以加 --resume {number} 接着读取。", err=True)
        actions.stage(delivery_id=number, path=file, told=Teller())
        done = _delivery(number)
        if done.stage == "ready" and dry_run:
            _tell(done, "试办")
            actions.drop(delivery_id=number, by=OPERATOR, at=at, reason="试办")
        elif done.stage == "ready" and done.much and not agree:
            actions.drop(delivery_id=number, by=OPERATOR, at=at, reason="不再公开的过多，没有确认")
            actions.follow(number)
            raise Refused(TOO_MANY.format(gone=done.gone, there=done.there))
        elif done.stage == "ready":
            actions.apply(delivery_id=number, by=OPERATOR, at=at, agreed=agree)
            _tell(_delivery(number), "已入库")
        actions.follow(number)
    except NotDone as refused:
        raise Refused(str(refused)) from refused
    _end(done, faults)


@registers.command("list", cls=Command, options_metavar="[选项]")
@_REGISTER
@_AGENCY
@click.option("--year", type=click.IntRange(1949, 2099), help="只列这一年的。")
@click.option("--words", default="", metavar="词", help="只列含有这些词的。")
@click.option("--most", type=click.IntRange(1, 1000), default=20, show_default=True, help="最多列多少条。")
def list_(*, register: str, slug: str | None, year: int | None, words: str, most: int) -> None:
    """列出公开的记录，新的在前。"""
    set_up()
    from gongkai.registers.queries.records import Asked, public_page  # noqa: PLC0415 - once Django is there

    _require(register)
    asked = Asked(register, _agencies(slug), year=year, words=words, size=most)
    for row in public_page(asked).rows:
        told = "  ".join(filter(None, (row.dated_on.isoformat(), row.agency, row.title, row.party)))
        click.echo(printable(told))


@registers.command(cls=Command, options_metavar="[选项]")
@_REGISTER
@_AGENCY
def count(*, register: str, slug: str | None) -> None:
    """按机关和年度计数：总数、公开、已撤下、逾期、金额（元）。"""
    set_up()
    from gongkai.registers.queries.counts import by_agency_and_year  # noqa: PLC0415 - once Django is there

    _require(register)
    lines = by_agency_and_year(register, _agencies(slug))
    for line in lines:
        told = f"{line.agency}  {line.year}年  {line.all}  公开{line.public}  撤下{line.withdrawn}  逾期{line.late}"
        click.echo(printable(told + (f"  {line.amount}元" if line.amount else "")))
    click.echo(f"合计：{sum(line.all for line in lines)}")


@registers.command(cls=Command, options_metavar="[选项]")
@_REGISTER
@_AGENCY
@click.option("--year", type=click.IntRange(1949, 2099), help="只导出这一年的。")
@click.option(
    "--to", "form", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True, help="格式。"
)
def export(*, register: str, slug: str | None, year: int | None, form: str) -> None:
    """把公开的记录导出到屏幕（可以转存为文件），自然人的信息已遮盖。"""
    set_up()
    from gongkai.registers.queries.export import as_csv, as_jsonl  # noqa: PLC0415 - once Django is there
    from gongkai.registers.queries.records import Asked  # noqa: PLC0415

    _require(register)
    asked: Asked = Asked(register, _agencies(slug), year=year)
    for line in (as_csv if form == "csv" else as_jsonl)(asked):
        sys.stdout.write(line)


@registers.command(cls=Command, options_metavar="")
def remake() -> None:
    """登记簿的规则或者放假安排变动以后，把已有的记录重算一遍：公开期限、遮盖、计数、检索。

    平时由后台任务自动办理；中断了再执行一次，接着办。没有变动的，什么也不做。
    """
    set_up()
    from gongkai.registers import actions  # noqa: PLC0415 - once Django is there

    changed: dict[str, int] = {}

    def told(register: str, many: int) -> None:
        changed[register] = changed.get(register, 0) + many

    actions.remake(at=datetime.now(UTC), told=told)
    for register, many in changed.items():
        click.echo(f"{register}：改动 {many} 条")
    if not changed:
        click.echo("没有需要重算的。")


def _require(register: str) -> None:
    from gongkai.law.registers import definitions  # noqa: PLC0415 - only where it is needed

    if register not in definitions():
        known = "、".join(f"{each.key}（{each.label}）" for each in definitions().values())
        raise Refused(f"没有“{printable(register)}”这种登记簿。有：{known}。")


def _agencies(slug: str | None) -> frozenset[int] | None:
    return None if slug is None else frozenset({_agency(slug)})


def _agency(slug: str) -> int:
    from gongkai.agencies import queries  # noqa: PLC0415 - once Django is there

    found = queries.find(slug)
    if found is None:
        raise Refused(f"没有“{printable(slug)}”这个机关。")
    return found.id


def _source(slug: str, register: str, name: str, at: datetime) -> "SourceRow":
    from gongkai.records.access import OPERATOR  # noqa: PLC0415 - once Django is there
    from gongkai.registers.actions import open_source  # noqa: PLC0415
    from gongkai.registers.queries.deliveries import sources  # noqa: PLC0415

    _require(register)
    agency_id = _agency(slug)
    while True:
        for each in sources(OPERATOR, register=register):
            if (each.agency_id, each.name) == (agency_id, name):
                return each
        open_source(agency_id=agency_id, register=register, name=name, by=OPERATOR, at=at)


def _begun(
    file: Path, source: "SourceRow", as_of: datetime | None, *, earlier: bool, whole: bool, at: datetime
) -> int:
    from gongkai.records.access import OPERATOR  # noqa: PLC0415 - once Django is there
    from gongkai.records.queries.numbers import CIVIL  # noqa: PLC0415
    from gongkai.registers.actions import Handed, begin  # noqa: PLC0415

    with file.open("rb") as stream:
        digest = file_digest(stream, "sha256").hexdigest()
    moment = as_of.replace(tzinfo=CIVIL) if as_of else None
    handed = Handed(file.name, digest, as_of=moment, earlier=earlier, whole=whole or source.whole)
    return begin(source_id=source.id, handed=handed, by=OPERATOR, at=at)


def _delivery(number: int) -> "DeliveryRow":
    from gongkai.records.access import OPERATOR  # noqa: PLC0415 - once Django is there
    from gongkai.registers.queries.deliveries import delivery  # noqa: PLC0415

    found = delivery(OPERATOR, number)
    if found is None:
        raise Refused(f"没有第 {number} 次报送。")
    return found


def _tell(done: "DeliveryRow", how: str) -> None:
    ignored = f"；没有读取的列：{'、'.join(done.ignored)}" if done.ignored else ""
    gone = f"，不在清单里 {done.gone}（共 {done.there}）" if done.whole else ""
    click.echo(
        printable(
            f"{how}：新增 {done.made}，更正 {done.corrected}，相同 {done.same}，早于现有数据 {done.older}，"
            f"撤下 {done.left}，逾期 {done.late}{gone}{ignored}。"
        )
    )


def _end(done: "DeliveryRow", place: Path | None) -> None:
    """What the file was refused for, and the code with which the command ends."""
    from gongkai.records.access import OPERATOR  # noqa: PLC0415 - once Django is there
    from gongkai.registers.queries.deliveries import faults, faults_csv  # noqa: PLC0415

    if done.stage == "failed":
        raise Refused(done.message)
    if done.stage != "faulty":
        return
    for fault in faults(OPERATOR, done.id, most=SHOWN):
        where = f"“{fault.column}”" if fault.column else ""
        click.echo(printable(f"第{fault.row}行{where}：{fault.message}"), err=True)
    if done.faults > SHOWN:
        click.echo(f"……另有 {done.faults - SHOWN} 处错误；用 --faults 写成文件", err=True)
    if place:
        with place.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(faults_csv(OPERATOR, done.id))
    click.echo(done.message, err=True)
    raise click.exceptions.Exit(FAULTY)


class Teller:
    """Tells how far the reading has come, every so many rows."""

    def __init__(self) -> None:
        self.told = 0

    def __call__(self, rows: int) -> None:
        if rows - self.told >= STEP:
            self.told = rows
            click.echo(f"已读 {rows} 行", err=True)
