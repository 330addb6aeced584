"""`gongkai search`: the index of the portal is made anew, verified and asked."""

import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Command, Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

if TYPE_CHECKING:
    from gongkai.documents.searching.snippets import Piece
    from gongkai.search.queries.asked import Answer, Hit

FAULTY = 1
SHOWN = 50  # faults that are told one by one
PAUSE = 1.0  # seconds between two looks where nothing waits


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def search() -> None:
    """检索：重建索引、核对索引、跟进索引、读取附件、试查。"""


@search.command(cls=Command, options_metavar="")
def reindex() -> None:
    """重建检索索引。期间照常检索、照常发布；中断以后再次运行，从中断处继续。"""
    set_up()
    from gongkai.jobs.indexed import mend, strays  # noqa: PLC0415 - once Django is there
    from gongkai.search.actions.reindexing import reindex as make_anew  # noqa: PLC0415

    at = datetime.now(UTC)
    mended = mend(strays(at), at=at)
    with _usable(), _bar() as told:
        done = make_anew(at=at, told=told)
    put = f"与公开的内容不一致的 {mended} 件已经更正。" if mended else ""
    click.echo(f"{put}已重建 {done.entries} 件，常用字串 {done.words} 个。")


@search.command(cls=Command, options_metavar="[选项]")
@click.option("--fix", is_flag=True, help="改正发现的问题。")
def verify(*, fix: bool) -> int:
    """核对检索索引：公开的都能查到，不公开的都查不到，内容一致。

    没有问题或者都已改正时退出代码为 0，有问题为 1。
    """
    set_up()
    count = _told(_wrong())
    if not count:
        click.echo("检索索引没有问题。")
        return 0
    if not fix:
        click.echo(f"共 {count} 处问题。改正：gongkai search verify --fix")
        return FAULTY
    _fix()
    left = _told(_wrong())
    click.echo(f"已改正，剩余 {left} 处问题。" if left else f"共 {count} 处问题，都已改正。")
    return FAULTY if left else 0


@search.command(cls=Command, options_metavar="[选项]")
@click.option("--once", is_flag=True, help="写完等待的变化就结束，不等新的变化。")
def follow(*, once: bool) -> None:
    """跟进数据库以外的索引（GONGKAI_SEARCH=tantivy）：一有变化就写入。不运行它，后台任务每分钟写入一次。

    收到结束信号时，写完手上的一批再结束。
    """
    set_up()
    from gongkai.search.backends import beside  # noqa: PLC0415 - once Django is there

    if not beside():
        raise Refused("索引就在数据库里，不需要跟进。")
    with _usable():
        if once:
            click.echo(f"已写入 {sum(iter(_taken_in, 0))} 处变化。")
            return
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            with suppress(Refused):  # while the index is made anew
                if _taken_in():
                    continue
            stop.wait(PAUSE)


@search.command(cls=Command, options_metavar="[选项]")
@click.option("--again", is_flag=True, help="以前读不了的附件也再读一次，例如安装了 LibreOffice 以后。")
def read(*, again: bool) -> None:
    """读取还没有读的附件，使附件里的文字能查到；后台任务也会做。"""
    set_up()
    from gongkai.publication.actions.file_texts import read_again, read_now  # noqa: PLC0415 - once Django is there

    failed = read_again(at=datetime.now(UTC)) if again else 0
    count = read_now(at=datetime.now(UTC))
    before = f"其中 {failed} 个以前读不了。" if failed else ""
    click.echo(f"已读取 {count} 个附件。{before}")


@search.command(cls=Command, options_metavar="[选项]")
@click.argument("text", metavar="检索词")
@click.option("--page", type=click.IntRange(min=1), default=1, metavar="页", help="第几页，默认第 1 页。")
@click.option("--titles", is_flag=True, help="只查标题。")
def ask(*, text: str, page: int, titles: bool) -> None:
    """试查：与门户的检索相同。"""
    set_up()
    from gongkai.search.queries.asked import Asked  # noqa: PLC0415 - once Django is there
    from gongkai.search.queries.finding import find  # noqa: PLC0415

    with _usable():
        answer = find(Asked(text, page=page, titles_only=titles))
    for line in _lines(answer):
        click.echo(printable(line))


def _taken_in() -> int:
    """How many changes were written; refused while another process writes."""
    from django.db import close_old_connections  # noqa: PLC0415 - once Django is there

    from gongkai.search.actions.following import follow as take_in  # noqa: PLC0415
    from gongkai.search.backends.tantivy import Occupied  # noqa: PLC0415

    close_old_connections()
    try:
        return take_in()
    except Occupied as occupied:
        raise Refused(str(occupied)) from occupied


def _lines(answer: "Answer") -> Iterator[str]:
    yield f"共 {answer.total} 件，第 {answer.page} 页，共 {answer.pages} 页。"
    if answer.dropped:
        yield f"太短、没有查的：{'、'.join(answer.dropped)}"
    if answer.cut:
        yield "检索词太长，后面的没有查。"
    for hit in answer.hits:
        yield from ("", *_hit(hit))


def _hit(hit: "Hit") -> Iterator[str]:
    yield _marked(hit.title)
    yield f"  {hit.published_at.date()}  {hit.key}  {hit.number}".rstrip()
    yield f"  {_marked(hit.snippet)}"


def _marked(pieces: "Iterable[Piece]") -> str:
    text = "".join(f"【{piece.text}】" if piece.hit else piece.text for piece in pieces)
    return " ".join(text.split())


def _wrong() -> Iterator[str]:
    """What is wrong, one line each."""
    from gongkai.jobs.indexed import strays  # noqa: PLC0415 - once Django is there
    from gongkai.search.queries.verifying import faults, sound  # noqa: PLC0415

    if not sound():
        yield "数据库的全文索引与它的内容不一致"
    yield from (f"{stray.kind.label} {stray.key}  {stray.wrong.label}" for stray in strays(datetime.now(UTC)))
    with _bar() as told:
        yield from (f"{fault.key or fault.entry_id}  {fault.wrong.label}" for fault in faults(told))


def _fix() -> None:
    from gongkai.jobs import indexed  # noqa: PLC0415 - once Django is there
    from gongkai.search.actions import reindexing  # noqa: PLC0415
    from gongkai.search.queries.verifying import faults, sound  # noqa: PLC0415

    at = datetime.now(UTC)
    if not sound():
        reindexing.rebuild()
    indexed.mend(indexed.strays(at), at=at)
    for fault in faults():
        reindexing.mend([fault.entry_id])


def _told(lines: Iterable[str]) -> int:
    """How many there are; the first ones are shown."""
    count = 0
    for line in lines:
        count += 1
        if count <= SHOWN:
            click.echo(printable(line), err=True)
    if count > SHOWN:
        click.echo(f"……另有 {count - SHOWN} 处", err=True)
    return count


@contextmanager
def _usable() -> Iterator[None]:
    """An index that cannot be read is a complaint with what to do."""
    from gongkai.search.backends.looked import Unusable  # noqa: PLC0415 - once Django is there

    try:
        yield
    except Unusable as unusable:
        raise Refused(str(unusable)) from unusable


@contextmanager
def _bar() -> Iterator[Callable[[int, int], None]]:
    """What is told how far the work is; a bar on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    with click.progressbar(length=0, label="已处理", file=sys.stderr, show_pos=True) as bar:

        def told(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield told
