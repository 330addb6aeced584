"""`gongkai static`: public pages as files: written, followed, verified, and how nginx is told of them."""

import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Command, Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

if TYPE_CHECKING:
    from gongkai.copies.actions.building import Sum
    from gongkai.copies.queries.differing import Difference

FAULTY = 1
SHOWN = 50  # differences that are told one by one
PAUSE = 0.3  # seconds between two looks at the log


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def static() -> None:
    """静态页面：写出、跟进、核对，nginx 配置，导出。"""


@static.command(cls=Command, options_metavar="[选项]")
@click.option("--whole", is_flag=True, help="全部重做一遍；不加时只做有变化的。")
@click.option(
    "--processes",
    type=click.IntRange(1, 64),
    default=None,
    metavar="数",
    help="同时用几个进程，默认与处理器核数相同。",
)
def build(*, whole: bool, processes: int | None) -> None:
    """写出静态页面。中断以后再次运行，从中断处继续；期间照常发布、照常浏览。"""
    import os  # noqa: PLC0415 - only here

    set_up()
    from gongkai.copies.actions.building import build as make  # noqa: PLC0415 - once Django is there

    begun = time.monotonic()
    with _usable(), _bar() as told:
        done = make(whole=whole, processes=processes or os.cpu_count() or 1, told=told)
    click.echo(_said(done, time.monotonic() - begun))


@static.command(cls=Command, options_metavar="[选项]")
@click.option("--fix", is_flag=True, help="改正发现的问题。")
@click.option("--whole", is_flag=True, help="把每一页重新生成一遍，与文件逐字节比较；时间与全部重做相同。")
def verify(*, fix: bool, whole: bool) -> int:
    """核对静态页面：文件与清单逐个比较，清单与现在公开的内容逐件比较。

    没有问题或者都已改正时退出代码为 0，有问题为 1。
    """
    set_up()
    from gongkai.copies.actions.mending import mend  # noqa: PLC0415 - once Django is there

    with _usable():
        found = _differences(whole=whole)
        _told(found)
        if not found:
            click.echo("静态页面没有问题。")
            return 0
        if not fix:
            click.echo(f"共 {len(found)} 处问题。改正：gongkai static verify --fix")
            return FAULTY
        mend(found)
        left = _differences(whole=whole)
    _told(left)
    click.echo(f"已改正，剩余 {len(left)} 处问题。" if left else f"共 {len(found)} 处问题，都已改正。")
    return FAULTY if left else 0


@static.command(cls=Command, options_metavar="")
def follow() -> None:
    """跟进：一有公开、撤回，马上更新文件，直到收到结束信号。不运行它，后台任务每分钟更新一次。"""
    set_up()
    from django.db import DatabaseError, InterfaceError, close_old_connections  # noqa: PLC0415 - once Django is there

    from gongkai.copies.actions.building import build as make  # noqa: PLC0415
    from gongkai.copies.actions.holding import Lost, Occupied  # noqa: PLC0415

    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    with _usable():
        while not stop.is_set():
            close_old_connections()
            try:
                make()
            except (Occupied, Lost, DatabaseError, InterfaceError) as error:
                click.echo(f"暂时不能更新：{type(error).__qualname__}", err=True)
                stop.wait(5)
            stop.wait(PAUSE)


@static.command(cls=Command, options_metavar="[选项]")
@click.option(
    "--upstream", default="127.0.0.1:8000", metavar="地址", help="平台本身的地址，默认 127.0.0.1:8000。"
)
@click.option("--listen", default="80", metavar="端口", help="nginx 监听的端口，IPv4 和 IPv6 都听，默认 80。")
def nginx(*, upstream: str, listen: str) -> None:
    """按现在的设置写出 nginx 配置（标准输出）。"""
    set_up()
    from gongkai.copies.backends.nginx import configuration  # noqa: PLC0415 - once Django is there

    with _usable():
        click.echo(configuration(upstream=upstream, listen=listen), nl=False)


@static.command(cls=Command, options_metavar="")
@click.argument("into", metavar="文件夹或者ZIP", type=click.Path(path_type=Path))
def export(*, into: Path) -> None:
    """导出整个站点：页面、附件、样式。放在任何网页服务器的任何路径下都能浏览；检索、申请等连到平台。"""
    set_up()
    from gongkai.copies.actions.exporting import export as make  # noqa: PLC0415 - once Django is there
    from gongkai.records.actions.refused import Refused as Stopped  # noqa: PLC0415

    with _usable(), _bar() as told:
        try:
            click.echo(
                f"已导出 {make(into, told=lambda done, every: told('导出', done, every))} 个文件：{into}"
            )
        except Stopped as stopped:
            raise Refused(str(stopped)) from stopped
        except OSError as error:
            raise Refused(
                f"无法写入 {into}（{error.strerror}），请检查文件夹是否存在、是否有权限，磁盘是否已满。"
            ) from None


def _said(done: "Sum", seconds: float) -> str:
    rate = f"，每秒 {done.made / seconds:.0f} 件" if done.made and seconds else ""
    text = f"看过 {done.looked} 件，重做 {done.made} 件，写出 {done.written} 个文件，删去 {done.removed} 个，用时 {seconds:.1f} 秒{rate}。"
    return f"{text}没有写成 {done.failed} 件，由平台直接回答。" if done.failed else text


def _differences(*, whole: bool) -> "list[Difference]":
    from django.utils.timezone import localdate  # noqa: PLC0415 - once Django is there

    from gongkai.copies.actions.mending import rendered  # noqa: PLC0415
    from gongkai.copies.backends.stamps import stamp  # noqa: PLC0415
    from gongkai.copies.queries.differing import differences  # noqa: PLC0415

    today, program = localdate(datetime.now(UTC)), stamp()
    found = {each.path: each for each in differences(on=today, stamp=program)}
    if whole:
        found = {each.path: each for each in rendered(on=today, stamp=program)} | found
    return list(found.values())


def _told(found: "list[Difference]") -> None:
    for each in found[:SHOWN]:
        click.echo(printable(f"{each.path}  {each.wrong.label}"), err=True)
    if len(found) > SHOWN:
        click.echo(f"……另有 {len(found) - SHOWN} 处", err=True)


@contextmanager
def _usable() -> Iterator[None]:
    """Without a folder, or while another process writes: a complaint with what to do."""
    from gongkai.copies.actions.holding import Lost, Occupied  # noqa: PLC0415 - once Django is there
    from gongkai.copies.backends.files import NoFolder  # noqa: PLC0415

    try:
        yield
    except (NoFolder, Occupied) as refused:
        raise Refused(str(refused)) from refused
    except Lost as lost:
        raise Refused("写静态页面的权利已转交另一个进程，本次停止。") from lost


@contextmanager
def _bar() -> Iterator[Callable[[str, int, int], None]]:
    """What is told how far the work is: a line for each set of pages on a terminal, nothing elsewhere."""
    shown = sys.stderr.isatty()

    def told(scope: str, done: int, every: int) -> None:
        if shown:
            click.echo(f"\r{scope}  {done}/{every}\033[K", nl=done == every, err=True)

    yield told
