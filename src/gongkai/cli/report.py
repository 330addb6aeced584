"""`gongkai report`: read, check and convert annual reports."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import click

from gongkai.cli import batch, compiling, handing, periods
from gongkai.cli.chinese import Group, Refused
from gongkai.cli.jobs import Job
from gongkai.cli.machine import now
from gongkai.cli.paths import expand, left_out
from gongkai.cli.screen import printable
from gongkai.cli.words import NUMBER
from gongkai.law.report.content import Report
from gongkai.law.report.schema import Level

OPTIONS = "[选项]"
WIDEST = 120  # columns of prose that are still read with ease
as_json = click.option("--json", "as_json", is_flag=True, help="输出 JSON；多个文件时每份报告一行。")


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def report() -> None:
    """政府信息公开工作年度报告：读取、体检、转换格式。

    能读 .txt、.html、.docx、.pdf、.xlsx，以及本工具输出的 .json。
    """


@report.command(options_metavar=OPTIONS)
@click.argument("files", nargs=-1, required=True, metavar="FILE…")
@as_json
def read(files: tuple[str, ...], as_json: bool) -> int:
    """读出报告：标题、机关、年度、三张表格、正文和未能识读之处。"""
    jobs = _jobs(files, as_json=as_json)
    return batch.exit_code(batch.run("read_file", jobs))


@report.command(options_metavar=OPTIONS)
@click.argument("files", nargs=-1, metavar="FILE|DIR…")
@as_json
@click.option("--previous", metavar="FILE", help="同一机关上一年度的报告，用来核对跨年数据。")
@click.option(
    "--children",
    multiple=True,
    metavar="FILE|DIR",
    help="下级机关同一年度的报告，用来核对汇总数；可以多次给出。",
)
@click.option(
    "--level",
    type=click.Choice([level.value for level in Level]),
    help="机关层级：" + "，".join(f"{level.value} {level.label}" for level in Level) + "。",
)
@click.option(
    "--agency", metavar="代号", help="不检查文件，检查平台上这个机关正在编制的报告；与 --year 一起用。"
)
@click.option("--year", type=NUMBER, help="平台上哪一年度的报告。")
@click.option("--rolled-up", is_flag=True, help="平台上汇总的报告；默认本级的。")
def check(
    files: tuple[str, ...],
    as_json: bool,
    previous: str | None,
    children: tuple[str, ...],
    level: str | None,
    agency: str | None,
    year: int | None,
    rolled_up: bool,
) -> int:
    """检查报告：表格勾稽关系、正文数字、结构和期限，指出每一处问题。

    没有错误时退出代码为 0，有错误为 1，有文件不能读取为 2。
    """
    context = click.get_current_context()
    if agency is not None and year is not None and not files:
        return compiling.check_compiled(agency, year, rolled_up=rolled_up)
    if agency is not None or year is not None or rolled_up:
        raise click.UsageError("检查平台上的报告时，--agency 和 --year 要一起给出，不再给出文件", context)
    if not files:
        raise click.MissingParameter(ctx=context, param=context.command.params[0])
    jobs = _jobs(files, as_json=as_json)
    if (previous or children) and len(jobs) != 1:
        raise click.UsageError(
            "给出 --previous 或 --children 时，一次只能检查一份报告", click.get_current_context()
        )
    beside = _beside([*([previous] if previous else []), *map(str, expand(children))], jobs)
    if beside is None:
        return batch.UNREADABLE
    last_year, below = (beside[0], beside[1:]) if previous else (None, beside)
    jobs = [replace(job, previous=last_year, children=tuple(below), level=level) for job in jobs]
    states = batch.run("check_file", jobs)
    if len(jobs) > 1 and not as_json:
        click.echo(_summary(states))
    return batch.exit_code(states)


@report.command(options_metavar=OPTIONS)
@click.argument("file", metavar="FILE")
@click.option("--to", "to", type=click.Choice(["json", "xlsx", "csv"]), required=True, help="转换成的格式。")
@click.option(
    "-o", "--output", metavar="FILE", help="写到哪里；json 和 csv 默认输出到屏幕，xlsx 默认写在原文件旁边。"
)
@click.option("--force", is_flag=True, help="目标文件已存在时覆盖它。")
def convert(file: str, to: str, output: str | None, force: bool) -> int:
    """把报告转换成 JSON、Excel 或 CSV。"""
    source = Path(file)
    target = Path(output) if output else source.with_suffix(".xlsx") if to == "xlsx" else None
    if target is not None:
        _refuse_overwriting(target, source, force=force)
    [(_, done)] = batch.answers("convert_file", [Job(source, to=to)])
    for remark in filter(None, (done.unreadable, done.note)):
        click.echo(remark, err=True)
    if done.unreadable:
        return batch.UNREADABLE
    if target is None:
        batch.show(done.output)
    else:
        _save(done.output, target)
        click.echo(f"已写入 {target}", err=True)
    return batch.CLEAN


@report.command(options_metavar=OPTIONS)
@click.argument("file", metavar="FILE")
@click.option("--docx", "to", flag_value="docx", help="Word 文件，按公文格式排版。")
@click.option("--pdf", "to", flag_value="pdf", help="PDF/A 文件，可以归档。")
@click.option("--xlsx", "to", flag_value="xlsx", help="Excel 文件，带图表。")
@click.option("--html", "to", flag_value="html", help="网页文件，可以直接放到网站上。")
@click.option("--zip", "to", flag_value="zip", help="交换包：各种格式的文件、清单和摘要，报送上级平台用。")
@click.option("--no-charts", is_flag=True, help="不要图表，只要文字和表格；交换包总是带图表。")
@click.option("-o", "--output", metavar="FILE", help="写到哪里；不给出时写在原文件旁边。")
@click.option("--force", is_flag=True, help="目标文件已存在时覆盖它。")
def export(file: str, to: str | None, no_charts: bool, output: str | None, force: bool) -> int:
    """把报告制成规定格式的 Word、PDF、Excel、网页文件，或者交换包。"""
    if to is None:
        raise click.UsageError(
            "请给出 --docx、--pdf、--xlsx、--html 或 --zip 中的一个", click.get_current_context()
        )
    if to in ("docx", "pdf", "zip") and find_spec("docx") is None:
        raise Refused("制作 Word、PDF 和交换包需要网页部分，请先安装：pip install 'gongkai[web]'")
    source = Path(file)
    target = Path(output) if output else source.with_suffix(f".{to}")
    _refuse_overwriting(target, source, force=force)
    job = Job(source, to=to, at=now(), charts=not no_charts)
    [(_, done)] = batch.answers("gongkai.cli.exporting:export_file", [job])
    for remark in filter(None, (done.unreadable, done.note)):
        click.echo(remark, err=True)
    if done.unreadable:
        return batch.UNREADABLE
    _save(done.output, target)
    click.echo(f"已写入 {target}", err=True)
    return batch.CLEAN


for command in (
    compiling.compile_one,
    compiling.roll_up,
    compiling.submit,
    compiling.import_file,
    periods.statistics,
    handing.take_in,
    handing.package,
):
    report.add_command(command)


def _jobs(paths: Sequence[str], *, as_json: bool) -> list[Job]:
    """One job for each file that the paths mean."""
    files = list(expand(paths))
    passed_over = left_out(paths)
    if passed_over:
        names = "、".join(printable(str(path)) for path in passed_over[:5])
        more = "等" if len(passed_over) > 5 else ""
        click.echo(
            f"{names}{more} {len(passed_over)} 个文件的格式不能读取，已略过；请另存为 .docx 或 .xlsx 后再试。",
            err=True,
        )
    indent = 2 if len(files) == 1 else None
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    columns = min(shutil.get_terminal_size().columns, WIDEST)
    return [Job(file, json=as_json, indent=indent, columns=columns, colour=colour) for file in files]


def _beside(paths: Sequence[str], jobs: Sequence[Job]) -> list[Report] | None:
    """The reports to check against; None, said on stderr, if one cannot be read."""
    reports = []
    for _, done in batch.answers("load_file", [replace(jobs[0], path=Path(path)) for path in paths]):
        if done.report is None:
            click.echo(done.unreadable, err=True)
            batch.show(done.output)
        else:
            reports.append(done.report)
    return reports if len(reports) == len(paths) else None


def _summary(states: Counter[str]) -> str:
    parts = [
        f"{states['error']} 份有错误",
        f"{states['clean']} 份没有错误",
        f"{states['unreadable']} 份不能读取" if states["unreadable"] else "",
    ]
    return f"\n共 {states.total()} 份报告：{'，'.join(filter(None, parts))}。"


def _refuse_overwriting(target: Path, source: Path, *, force: bool) -> None:
    if target.exists() and source.exists() and target.samefile(source):
        raise Refused(f"{target} 就是原文件，请用 -o 指定另一个文件名。")
    if target.exists() and not force:
        raise Refused(f"{target} 已经存在；要覆盖它请加 --force，或者用 -o 指定另一个文件名。")


def _save(data: str | bytes, target: Path) -> None:
    """Write a file whole or not at all."""
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        draft.write_bytes(data if isinstance(data, bytes) else data.encode())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Refused(f"无法写入 {target}（{error.strerror}），请检查文件夹是否存在、是否有权限。") from None
