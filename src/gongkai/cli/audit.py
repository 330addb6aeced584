"""`gongkai audit`: verify, sign and export the action log."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable
from gongkai.sealing import exports
from gongkai.sealing.chain import Entry, Fault, verify

if TYPE_CHECKING:
    from gongkai.sealing.anchors import Keys

OPTIONS = "[选项]"
KEY = "GONGKAI_AUDIT_KEY"
STEP = 10_000  # entries between two words about the progress
SHOWN = 100  # faults that are told one by one


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def audit() -> None:
    """操作日志：核对是否被改动，给日志末尾签名，导出。"""


@audit.command("verify", options_metavar=OPTIONS)
@click.argument("file", required=False, metavar="[FILE]")
@click.option("--anchors", multiple=True, metavar="FILE", help="另行保存的锚点文件，可以多次给出。")
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="FILE",
    help=f"核对锚点签名的密钥（PEM），可以多次给出；默认 {KEY}。",
)
def verify_log(file: str | None, anchors: tuple[str, ...], keys: tuple[str, ...]) -> int:
    """核对日志：任何一条被改动、删除或者插入，都会指出序号。

    不给出 FILE 时核对数据库；给出时核对 gongkai audit export 导出的文件，不需要数据库。
    没有问题时退出代码为 0，有问题为 1，不能核对为 2。
    """
    kept = [anchor for path in anchors for anchor in _kept(path)]
    public, seen = _public(keys), _Seen()
    faults = _in_file(file, kept, public, seen) if file else _in_database(kept, public, seen)
    found = _tell(faults)
    click.echo(
        f"共核对 {seen.entries} 条，{f'有 {found} 处问题' if found else '没有问题'}。{_unsigned(public)}"
    )
    return 1 if found else 0


@audit.command(options_metavar=OPTIONS)
@click.option("--all", "every", is_flag=True, help="输出全部锚点，不签新的。")
def anchor(every: bool) -> int:
    """给日志的末尾签名，输出一行锚点（JSON），请保存到别的机器或者只能写一次的介质上。

    签名密钥是环境变量 GONGKAI_AUDIT_KEY 指定的文件。
    """
    set_up()
    for made in import_module("gongkai.records.queries.chain").anchors() if every else [_anchored()]:
        click.echo(made.line())
    return 0


@audit.command(options_metavar=OPTIONS)
@click.option("--from", "first", type=click.IntRange(1), default=1, metavar="N", help="从第几条开始。")
@click.option("--to", "last", type=click.IntRange(1), metavar="N", help="到第几条为止；默认到最后一条。")
def export(first: int, last: int | None) -> int:
    """导出日志和锚点，每行一条（JSON），可以用 gongkai audit verify FILE 核对。"""
    set_up()
    chain = import_module("gongkai.records.queries.chain")
    end = chain.ends().last
    if first > end.seq or (last is not None and last < first):
        raise Refused(f"没有这样的范围：日志共有 {end.seq} 条。")
    after, head = chain.link(first - 1), chain.link(min(last or end.seq, end.seq))
    if after is None or head is None:
        raise Refused("范围的一端缺少条目，不能导出。请先运行 gongkai audit verify。")
    click.echo(exports.heading(after, head))
    for each in chain.anchors():
        if first <= each.seq <= head.seq:
            click.echo(each.line())
    for entry, stored in chain.chain(after=after.seq, until=head.seq):
        click.echo(exports.line_of(entry, stored))
    return 0


class _Seen:
    """Counts entries; says on a terminal, now and then, how far it has come."""

    def __init__(self) -> None:
        self.entries = 0

    def __call__(self, seq: int) -> None:
        self.entries += 1
        if self.entries % STEP == 0 and sys.stderr.isatty():
            click.echo(f"\r已核对 {self.entries} 条，到第 {seq} 条 … ", nl=False, err=True)


def _in_database(kept: Sequence[exports.Anchor], keys: "Keys", seen: _Seen) -> Iterator[Fault]:
    set_up()
    yield from import_module("gongkai.records.queries.chain").faults(kept=kept, keys=keys, seen=seen)


def _in_file(file: str, kept: Sequence[exports.Anchor], keys: "Keys", seen: _Seen) -> Iterator[Fault]:
    """Anchors from after the export was made say nothing about it."""
    try:
        with Path(file).open(encoding="utf-8", newline="\n") as stream:
            found = exports.read(stream)
            known = [*found.anchors, *(each for each in kept if each.seq <= found.head.seq)]
            yield from _signatures(known, keys)
            links = [each.link for each in known]
            yield from verify(
                _watched(found.entries, seen), after=found.after, head=found.head, anchors=links
            )
    except exports.NotAnExport as error:
        yield Fault(0, str(error))
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"不能读取 {printable(file)}：{printable(str(error))}") from error


def _watched(entries: Iterable[tuple[Entry, str]], seen: _Seen) -> Iterator[tuple[Entry, str]]:
    for entry, stored in entries:
        seen(entry.seq)
        yield entry, stored


def _signatures(anchors: Iterable[exports.Anchor], keys: "Keys") -> Iterator[Fault]:
    for each in anchors if keys else ():
        yield from import_module("gongkai.sealing.anchors").faults(each, keys)


def _tell(faults: Iterable[Fault]) -> int:
    """Say what is wrong; how many faults there are."""
    count = 0
    for count, fault in enumerate(faults, 1):
        if count <= SHOWN:
            click.echo(f"第 {fault.seq} 条：{fault.what}" if fault.seq else fault.what)
        elif count == SHOWN + 1:
            click.echo("……其余问题不再逐条列出。")
    if sys.stderr.isatty():
        click.echo("\r\x1b[K", nl=False, err=True)
    return count


def _unsigned(keys: "Keys") -> str:
    return "" if keys else f"锚点的签名没有核对：没有给出 --key 或 {KEY}。"


def _kept(path: str) -> list[exports.Anchor]:
    try:
        with Path(path).open(encoding="utf-8") as stream:
            return exports.read_anchors(stream)
    except (OSError, UnicodeDecodeError, exports.NotAnExport) as error:
        raise Refused(f"不能读取锚点文件 {printable(path)}：{printable(str(error))}") from error


def _public(paths: Sequence[str]) -> "Keys":
    """The keys that signatures are checked with: those given, else that of this installation, else none."""
    paths = paths or [path for path in [os.environ.get(KEY)] if path]
    if not paths:
        return {}
    try:
        anchors = import_module("gongkai.sealing.anchors")
    except ModuleNotFoundError:
        raise Refused("核对签名需要网页部分，请先安装：pip install 'gongkai[web]'") from None
    try:
        found = [anchors.public_key(Path(path)) for path in paths]
    except anchors.KeyUnreadable as error:
        raise Refused(str(error)) from error
    return {anchors.key_id(key): key for key in found}


def _anchored() -> exports.Anchor:
    if not os.environ.get(KEY):
        raise Refused(f"没有签名密钥：请用环境变量 {KEY} 指定 Ed25519 私钥文件。")
    actions = import_module("gongkai.records.actions.anchors")
    operator = import_module("gongkai.records.access").OPERATOR
    unreadable = import_module("gongkai.sealing.anchors").KeyUnreadable
    try:
        made: exports.Anchor = actions.anchor(key=Path(os.environ[KEY]), by=operator, at=datetime.now(UTC))
    except (actions.NothingToAnchor, unreadable) as error:
        raise Refused(str(error)) from error
    return made
