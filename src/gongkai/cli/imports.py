"""`gongkai import`: items of information, many at once, from files, folders and ZIPs."""

import csv
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Command, Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

if TYPE_CHECKING:
    from _csv import Writer

    from gongkai.documents.items.rows import Fault
    from gongkai.documents.items.sources import Source
    from gongkai.publication.queries.importing import RunRow

FAULTY, INTERRUPTED = 1, 130
SHOWN = 50  # faults on the screen; the file has them all
_PLACE = click.Path(exists=True, path_type=Path)
_FILE = click.Path(dir_okay=False, path_type=Path)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for."""

    slug: str
    public: bool
    platform: str
    resume: bool


@dataclass(slots=True)
class Teller:
    """Tells faults: the first ones on the screen, all of them in a file where one is wanted."""

    file: "Writer | None" = None
    count: int = field(default=0)

    def tell(self, fault: "Fault") -> None:
        """One more."""
        self.count += 1
        if self.file:
            from gongkai.documents.writing.as_csv import harmless  # noqa: PLC0415 - only where it is needed

            self.file.writerow([fault.row, harmless(fault.where), harmless(fault.message)])
        if self.count <= SHOWN:
            click.echo(printable(str(fault)), err=True)

    def rest(self) -> None:
        """How many were not shown."""
        if self.count > SHOWN:
            click.echo(f"……另有 {self.count - SHOWN} 处错误；用 --faults 写成文件", err=True)


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def imports() -> None:
    """批量导入。"""


@imports.command(cls=Command, options_metavar="[选项]")
@click.argument("place", metavar="文件|文件夹|ZIP", type=_PLACE)
@click.option("--agency", "slug", metavar="代号", required=True, help="导入到哪个机关：地址中的代号。")
@click.option("--dry-run", is_flag=True, help="只检查，逐行列出错误，不写入。")
@click.option("--public", is_flag=True, help="导入为已公开的信息，保留原发布日期；须同时给出 --platform。")
@click.option("--platform", default="", metavar="名称", help="从哪个平台迁来，例如：县政府门户网站（旧版）。")
@click.option("--resume", is_flag=True, help="接着上次中断的地方，导入同一文件。")
@click.option("--faults", metavar="文件", type=_FILE, help="把全部错误写成 CSV。")
def items(
    *, place: Path, slug: str, dry_run: bool, public: bool, platform: str, resume: bool, faults: Path | None
) -> int:
    """导入信息：JSONL、CSV、XLSX 文件，或者装有 Word、网页文件的文件夹、ZIP。

    有错的行逐行说明，其余照常导入。退出代码：0 全部导入；1 有的行没有导入；2 文件不能读取，或者用法不对；130 被中断。
    """
    if public and not platform.strip():
        raise click.UsageError("导入为已公开的信息，请用 --platform 写明原平台名称")
    set_up()
    wanted = Wanted(slug, public, platform, resume)
    with ExitStack() as stack:
        source = stack.enter_context(_source(place))
        teller = Teller(stack.enter_context(_written(faults)) if faults else None)
        return _try(source, wanted, teller) if dry_run else _go(source, wanted, teller)


@contextmanager
def _source(place: Path) -> "Iterator[Source]":
    from gongkai.documents.items.sources import open_source  # noqa: PLC0415 - once Django is there
    from gongkai.documents.reading.blocks import Unreadable  # noqa: PLC0415
    from gongkai.records.actions.refused import Refused as NotDone  # noqa: PLC0415

    try:
        with open_source(place) as source:
            yield source
    except (Unreadable, NotDone) as refused:
        raise Refused(str(refused)) from refused


def _try(source: "Source", wanted: Wanted, teller: Teller) -> int:
    """Every fault, and how many rows would come in."""
    from gongkai.publication.actions.importing_work import try_import  # noqa: PLC0415 - once Django is there
    from gongkai.publication.queries import Into  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    kept = known = refused = 0
    tried = try_import(
        agency_id=_agency(wanted.slug),
        source=source,
        into=Into.PUBLIC if wanted.public else Into.DRAFTS,
        platform=wanted.platform,
        by=OPERATOR,
        at=datetime.now(UTC),
    )
    with _bar(source.count()) as moved:
        for end, judged in tried:
            kept, known, refused = kept + len(judged.fresh), known + judged.known, refused + judged.refused
            for fault in judged.faults:
                teller.tell(fault)
            moved(end)
    teller.rest()
    click.echo(f"试办：可以导入 {kept} 条，已导入过 {known} 条，有错 {refused} 行。没有写入。")
    return FAULTY if refused else 0


def _go(source: "Source", wanted: Wanted, teller: Teller) -> int:
    """The import, with its bar; then what could not be taken, and what is to be looked at."""
    from gongkai.publication.actions.importing_work import work_through  # noqa: PLC0415 - once Django is there
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    run = _run(source, wanted)
    try:
        with _bar(run.total, run.next_row) as moved:
            work_through(run_id=run.id, source=source, by=OPERATOR, told=moved)
    except KeyboardInterrupt:
        click.echo("已中断。已经导入的都在；接着导入，请加 --resume。", err=True)
        return INTERRUPTED
    return _told(run.id, teller)


def _told(run_id: int, teller: Teller) -> int:
    from gongkai.publication.queries import Outcome  # noqa: PLC0415 - once Django is there
    from gongkai.publication.queries import importing as queries  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    done = _there(run_id)
    for fault in queries.all_faults(run_id, OPERATOR):
        teller.tell(fault)
    teller.rest()
    for rule in queries.remarks(run_id, OPERATOR):
        click.echo(f"请查看：{rule.label}，{rule.items} 条信息，{rule.times} 处")
    click.echo(f"{done.label}：导入 {done.kept} 条，已导入过 {done.known} 条，有错 {done.refused} 行。")
    if done.message:
        raise Refused(done.message)
    return FAULTY if done.refused or done.outcome is not Outcome.DONE else 0


def _run(source: "Source", wanted: Wanted) -> "RunRow":
    """The import, set going: a new one, or the interrupted one of this source."""
    from gongkai.publication.actions import importing as actions  # noqa: PLC0415 - once Django is there
    from gongkai.publication.queries import Into  # noqa: PLC0415
    from gongkai.publication.queries import importing as queries  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    agency_id, at = _agency(wanted.slug), datetime.now(UTC)
    held = queries.interrupted(OPERATOR, agency_id, source.fingerprint())
    if wanted.resume and held is None:
        raise Refused(
            "没有找到这个文件中断的导入，文件可能已有改动。请不加 --resume 重新导入，已导入过的不会重复。"
        )
    if held is not None and held.runs:  # its process is gone; if it is not, it stops after the block in hand
        actions.stop_import(run_id=held.id, by=OPERATOR, at=at)
    if held is not None and wanted.resume:
        actions.begin_import(run_id=held.id, by=OPERATOR, at=at)
        return _there(held.id)
    into = Into.PUBLIC if wanted.public else Into.DRAFTS
    run_id = actions.start_import(
        agency_id=agency_id, source=source, into=into, platform=wanted.platform, by=OPERATOR, at=at
    )
    actions.begin_import(run_id=run_id, by=OPERATOR, at=at)
    return _there(run_id)


def _there(run_id: int) -> "RunRow":
    from gongkai.publication.queries import importing as queries  # noqa: PLC0415 - once Django is there
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    run = queries.one_import(run_id, OPERATOR)
    if run is None:
        raise Refused("这次导入的记录已被去掉。")
    return run


def _agency(slug: str) -> int:
    from gongkai.agencies import queries  # noqa: PLC0415 - once Django is there

    found = queries.find(slug)
    if found is None:
        raise Refused(f"没有“{printable(slug)}”这个机关。")
    return found.id


@contextmanager
def _bar(total: int, start: int = 0) -> Iterator[Callable[[int], None]]:
    """What is told up to which row the work has come; a bar on a terminal."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    with click.progressbar(length=total, label="已处理", file=sys.stderr, show_pos=True) as bar:
        bar.update(start)
        yield lambda end: bar.update(end - bar.pos)


@contextmanager
def _written(file: Path) -> "Iterator[Writer]":
    """A CSV for every fault, as spreadsheets open it."""
    try:
        with file.open("w", encoding="utf-8-sig", newline="", errors="replace") as out:
            made = csv.writer(out)
            made.writerow(["行", "位置", "怎样改"])
            yield made
    except OSError as error:
        raise Refused(f"无法写入 {file}：{error.strerror}。") from error
