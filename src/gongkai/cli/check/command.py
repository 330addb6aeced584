"""The command: gathers findings and prints them, the worst first."""

from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

if TYPE_CHECKING:
    from gongkai.cli.check.finding import Finding


@click.group(
    cls=Group, invoke_without_command=True, options_metavar="[选项]", subcommand_metavar="[text FILE…]"
)
@click.option("--deploy", is_flag=True, help="检查能不能投入运行：配置、密钥、文件权限、数据库、后台任务等。")
@click.pass_context
def check(ctx: click.Context, *, deploy: bool) -> int:
    """检查安装是否完整，指出缺什么、怎么办；check text 检查文稿。

    不加 --deploy 时只检查数据库和程序自身。请用运行服务的账号和环境变量来运行。有错误时退出代码为 1。
    """
    if ctx.invoked_subcommand is not None:
        if deploy:
            raise click.UsageError("--deploy 检查安装，不能与 check text 一起使用", ctx)
        return 0
    found = sorted(_findings(deploy), key=lambda finding: ("错误", "提醒", "说明").index(finding.grade))
    for finding in found:
        click.echo(printable(f"[{finding.grade}] {finding.code} {finding.what}"))
        click.echo(printable(f"       → {finding.todo}"))
    errors = sum(finding.grade == "错误" for finding in found)
    warnings = sum(finding.grade == "提醒" for finding in found)
    click.echo(f"{errors} 个错误，{warnings} 个提醒。" if errors or warnings else "没有发现问题。")
    return 1 if errors else 0


def _findings(deploy: bool) -> "Iterator[Finding]":
    """Those that need a database last, and only if there is one."""
    problem = _start()
    if deploy:
        yield from _part("configuration").configuration()
        yield from _part("folders").folders()
        yield from _part("marks").marks()
        yield from _part("listening").listening()
    if problem:
        yield _part("finding").error(
            "D01", problem, "按提示处理后再检查一次；与数据库有关的项目这次没有检查。"
        )
        return
    yield from _part("framework").framework()
    if deploy:
        yield from _part("services").services(at=datetime.now(UTC))


def _start() -> str:
    """Start Django; what is wrong with the database, or "". Refused where not even the settings can be read."""
    try:
        set_up()
    except Refused as refused:
        if not import_module("django.apps").apps.ready:
            raise
        return refused.message
    return ""


def _part(name: str):  # type: ignore[no-untyped-def] # imported late: each needs Django
    return import_module(f"gongkai.cli.check.{name}")
