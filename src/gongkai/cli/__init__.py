"""The command `gongkai`. A command is imported only when it is called, so that every one starts at once."""

import importlib
import io
import signal
import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from gongkai.cli.chinese import Group, complaint

# What each command is called, what it does, and where it is defined.
COMMANDS = {
    "report": ("年度报告：读取、体检、转换格式。", "gongkai.cli.report:report"),
    "account": ("账号：开立、关闭、重置密码、解除锁定。", "gongkai.cli.account:account"),
    "worker": ("办理排队的后台任务。", "gongkai.cli.worker:worker"),
    "run-due": ("把到时间的定时任务排队。", "gongkai.cli.run_due:run_due"),
    "audit": ("操作日志：核对、签名、导出。", "gongkai.cli.audit:audit"),
    "archive": ("案卷（一案一档）：核对是否被改动。", "gongkai.cli.archive:archive"),
    "files": ("文件库：核对、清理、隔离。", "gongkai.cli.files:files"),
    "check": ("投入运行前的安全检查；check text 检查文稿。", "gongkai.cli.check:check"),
    "sealing": ("个人信息加密：生成、更换密钥。", "gongkai.cli.sealing:sealing"),
    "deadline": ("办理期限：哪天到期，逐日说明。", "gongkai.cli.deadline:deadline"),
    "workdays": ("工作日：之后第几个，之间有几个。", "gongkai.cli.workdays:workdays"),
    "fee": ("信息处理费：按件、按量逐档计算。", "gongkai.cli.fee:fee"),
    "outcome": ("答复结果：依据、内容、救济途径。", "gongkai.cli.outcome:outcome"),
    "agencies": ("机关和人员：导入、导出、模板。", "gongkai.cli.agencies:agencies"),
    "import": ("批量导入信息。", "gongkai.cli.imports:imports"),
    "catalogue": ("栏目和公开目录：安装、导入、导出。", "gongkai.cli.catalogue:catalogue"),
    "normative": ("规章、规范性文件登记簿：列出、计数、核对文号、导入。", "gongkai.cli.normative:normative"),
    "exchange": ("系统对接：查看业务系统、令牌和推送，停用令牌。", "gongkai.cli.exchange:exchange"),
    "channels": ("发布渠道：导入平台数据、统计。", "gongkai.cli.channels:channels"),
    "registers": (
        "登记簿（许可、处罚、收费等）：导入、列出、计数、导出。",
        "gongkai.cli.registers:registers",
    ),
    "search": ("检索：重建、核对索引，试查。", "gongkai.cli.search:search"),
    "api": ("接口：写出 OpenAPI 文档，与留存的一份比较。", "gongkai.cli.api:api"),
    "static": ("静态页面：写出、跟进、核对，nginx 配置，导出。", "gongkai.cli.static:static"),
    "health": ("栏目体检：按检查指标查各机关的问题。", "gongkai.cli.health:health"),
    "demo": ("在本机打开演示平台。", "gongkai.cli.demo:demo"),
}
INTERRUPTED = 130


class _Lazy(Group):
    """The commands above; help lists them without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in COMMANDS and cmd_name not in self.commands:
            module, _, name = COMMANDS[cmd_name][1].partition(":")
            self.add_command(getattr(importlib.import_module(module), name), cmd_name)
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (summary, _) in COMMANDS.items()])


def _print_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version  # noqa: PLC0415 - slow, and seldom asked

        click.echo(f"gongkai {version('gongkai')}")
        ctx.exit()


@click.group(cls=_Lazy, options_metavar="", subcommand_metavar="命令 …")
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help="显示版本。"
)
def gongkai() -> None:
    """公开：政府信息公开平台。"""


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and end the process with its exit code: complaints in Chinese, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a character shows "?"
    pressed: list[int] = []

    def interrupt(number: int, _: object) -> NoReturn:
        """Python drops what is raised while it tidies up: what was pressed then still counts in the end."""
        pressed.append(number)
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, interrupt)
    code = 0
    try:
        code = gongkai.main(args, prog_name="gongkai", standalone_mode=False)
    except click.ClickException as error:
        click.echo(complaint(error), err=True)
        sys.exit(error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        pressed.append(signal.SIGINT)
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if pressed:
        click.echo("已中断。", err=True)
        code = INTERRUPTED
    sys.exit(code)
