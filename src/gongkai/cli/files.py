"""`gongkai files`: does every stored file have its bytes, do all bytes have a file, what is held back?"""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from itertools import islice
from typing import Any

import click

from gongkai.cli.chinese import Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

OPTIONS = "[选项]"
BATCH = 200  # removed and logged in one transaction
number = click.argument("file_id", metavar="文件编号", type=int)
reason = click.option("--reason", required=True, metavar="文字", help="理由，记入操作日志。")


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def files() -> None:
    """文件库：核对登记的文件是否完好，清理没有登记的内容，隔离和解除隔离。"""


@files.command(options_metavar=OPTIONS)
@click.option("--digests", is_flag=True, help="把每个文件读一遍，核对 SHA-256 摘要。")
def check(digests: bool) -> int:
    """核对登记的每个文件：内容是否在磁盘上，长度是否相符。

    没有问题时退出代码为 0，有问题为 1。
    """
    set_up()
    count = 0
    for damage in import_module("gongkai.records.queries.files").damaged(digests=digests):
        file, count = damage.file, count + 1
        click.echo(f"文件 {file.id}（机关 {file.agency_id}，{file.digest[:12]}…）：{damage.what}")
    click.echo(f"有 {count} 个文件不完好，请从备份恢复。" if count else "登记的文件都完好。")
    return 1 if count else 0


@files.command(options_metavar=OPTIONS)
@click.option("--remove", is_flag=True, help="真的删除；不给出时只列出。")
def sweep(remove: bool) -> int:
    """找出没有登记、已放置一天以上的内容：上传中断、事务没有完成时留下的。

    从备份恢复过数据库的，请先确认备份是完整的：备份之后登记的文件在这里也算没有登记。
    """
    set_up()
    actions = import_module("gongkai.records.actions.files")
    operator = import_module("gongkai.records.access").OPERATOR
    at = datetime.now(UTC)
    count = size = 0
    for batch in _batches(import_module("gongkai.records.queries.files").orphans(at)):
        done = actions.sweep(found=batch, by=operator, at=at) if remove else batch
        for orphan in done:
            click.echo(f"{orphan.path}  {orphan.size} 字节")
        count, size = count + len(done), size + sum(orphan.size for orphan in done)
    said = "已删除" if remove else "可以删除（请用 --remove）"
    click.echo(f"{said} {count} 个，共 {size} 字节。" if count else "没有需要清理的内容。")
    return 0


@files.command(options_metavar="")
def held() -> int:
    """列出隔离中的文件：编号、机关、隔离时间、理由。"""
    set_up()
    from django.utils.timezone import localtime  # noqa: PLC0415 - once Django is set up

    count = 0
    for entry in import_module("gongkai.records.queries.files").held():
        count += 1
        click.echo(
            f"文件 {entry.file_id}（机关 {entry.agency_id}，{entry.digest[:12]}…）"
            f"{localtime(entry.at):%Y-%m-%d %H:%M} {printable(entry.by) or '查毒'}：{printable(entry.reason)}"
        )
    click.echo(f"隔离中的共 {count} 个。" if count else "没有隔离中的文件。")
    return 0


@files.command(options_metavar=OPTIONS)
@number
@reason
def hold(file_id: int, reason: str) -> int:
    """隔离一个文件：不能再打开，同样的内容不能再上传。"""
    _decide("quarantine", file_id, reason)
    click.echo(f"已隔离文件 {file_id}。")
    return 0


@files.command(options_metavar=OPTIONS)
@number
@reason
def release(file_id: int, reason: str) -> int:
    """解除隔离：这个文件和内容相同的文件都可以再打开。"""
    _decide("release", file_id, reason)
    click.echo(f"已解除文件 {file_id} 和内容相同的文件的隔离。")
    return 0


def _decide(verb: str, file_id: int, reason: str) -> None:
    """Let the operator hold a file back or let it out; what is refused ends the command with its message."""
    set_up()
    actions = import_module("gongkai.records.actions.files")
    if import_module("gongkai.records.queries.files").row(file_id) is None:
        raise Refused(f"没有编号为 {file_id} 的文件。")
    try:
        getattr(actions, verb)(
            file_id=file_id,
            reason=reason,
            by=import_module("gongkai.records.access").OPERATOR,
            at=datetime.now(UTC),
        )
    except actions.FileRefused as refused:
        raise Refused(printable(str(refused))) from None


def _batches(found: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(found, BATCH)):
        yield batch
