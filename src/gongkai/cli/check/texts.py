"""`gongkai check text`: files checked for wording, numbers, dates, links and personal data."""

import os
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import click

from gongkai.cli import batch
from gongkai.cli.chinese import Command, Refused
from gongkai.cli.jobs import Job
from gongkai.cli.paths import expand, left_out
from gongkai.cli.screen import printable

WIDEST = 120  # columns of prose that are still read with ease


@click.command(cls=Command, options_metavar="[选项]")
@click.argument("files", nargs=-1, required=True, metavar="FILE|DIR…")
@click.option("--json", "as_json", is_flag=True, help="输出 JSON；多个文件时每个文件一行。")
@click.option(
    "--dictionary", metavar="FILE", help="本机关的词库（.toml、.xlsx、.csv），加在随软件提供的词库之上。"
)
def text(files: tuple[str, ...], as_json: bool, dictionary: str | None) -> int:
    """检查文稿：个人信息、错别字、机构名称和提法、标点、文号、日期、链接、密级标志。

    能读 .docx、.txt、.html、.pdf、.xlsx。没有错误时退出代码为 0，有错误为 1，有文件不能读取为 2。
    """
    words = _dictionary(dictionary)
    jobs = _jobs(files, as_json=as_json, dictionary=words)
    states = batch.run("gongkai.cli.check.text_work:check_text", jobs)
    if len(jobs) > 1 and not as_json:
        click.echo(_summary(states))
    return batch.exit_code(states)


def _dictionary(named: str | None) -> Path | None:
    """The dictionary, read once here so that its mistakes are told before any file is touched."""
    if named is None:
        return None
    from gongkai.cli.check.text_work import load_dictionary  # noqa: PLC0415 - most calls need no dictionary
    from gongkai.documents.checking.wording import BadDictionary  # noqa: PLC0415
    from gongkai.documents.reading.blocks import Unreadable  # noqa: PLC0415

    try:
        load_dictionary(Path(named))
    except Unreadable as error:
        raise Refused(str(error)) from None
    except BadDictionary as error:
        lines = "\n".join(f"  {printable(str(fault))}" for fault in error.faults)
        raise Refused(
            f"词库 {printable(named)} 有 {len(error.faults)} 处错误，请改正后再试：\n{lines}"
        ) from None
    return Path(named)


def _jobs(paths: Sequence[str], *, as_json: bool, dictionary: Path | None) -> list[Job]:
    """One job for each file that the paths mean."""
    files = list(expand(paths))
    if passed_over := left_out(paths):
        names = "、".join(printable(str(path)) for path in passed_over[:5])
        more = "等" if len(passed_over) > 5 else ""
        said = f"{names}{more} {len(passed_over)} 个文件的格式不能读取，已略过；请另存为 .docx 后再试。"
        click.echo(said, err=True)
    indent = 2 if len(files) == 1 else None
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    columns = min(shutil.get_terminal_size().columns, WIDEST)
    return [
        Job(file, json=as_json, indent=indent, columns=columns, colour=colour, dictionary=dictionary)
        for file in files
    ]


def _summary(states: Counter[str]) -> str:
    parts = [
        f"{states['error']} 个有错误",
        f"{states['clean']} 个没有错误",
        f"{states['unreadable']} 个不能读取" if states["unreadable"] else "",
    ]
    return f"\n共 {states.total()} 个文件：{'，'.join(filter(None, parts))}。"
