"""`gongkai api`: the document of the interface, written out, compared with the one that was promised."""

import json
from difflib import unified_diff
from pathlib import Path

import click

from gongkai.cli.chinese import Command, Group
from gongkai.cli.platform import set_up

FAULTY = 1


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def api() -> None:
    """接口：写出 OpenAPI 文档，与留存的一份比较。"""


@api.command(cls=Command, options_metavar="[选项]")
@click.option(
    "--compare",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    default=None,
    metavar="文件",
    help="不写出，与这个文件比较；有不同的，逐行列出，另外列出会使现有程序出错的改动。",
)
def schema(*, compare: Path | None) -> int:
    """写出接口的 OpenAPI 文档。"""
    set_up(database=False)
    from gongkai.api.document import broken, written  # noqa: PLC0415 - once Django is there

    now = written()
    if compare is None:
        click.echo(now, nl=False)
        return 0
    before = compare.read_text(encoding="utf-8")
    lines = list(unified_diff(before.splitlines(), now.splitlines(), str(compare), "现在", lineterm=""))
    for line in lines:
        click.echo(line)
    for what in broken(json.loads(before), json.loads(now)):
        click.echo(f"会使现有程序出错：{what}", err=True)
    return FAULTY if lines else 0
