"""Help pages and complaints of the command line in Chinese."""

from collections.abc import Iterable

import click
from click.exceptions import NoArgsIsHelpError

from gongkai.cli.screen import printable

_HEADINGS = {"Options": "选项", "Commands": "命令"}


class _Help(click.HelpFormatter):
    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_HEADINGS.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        translated = [
            (name, text.replace("[required]", "[必填]").replace("[default: ", "[默认 "))
            for name, text in rows
        ]
        super().write_dl(translated, col_max, col_spacing)


class _Context(click.Context):
    formatter_class = _Help


class Command(click.Command):
    """A command whose help is Chinese."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, described in Chinese."""
        return _translated(super().get_help_option(ctx))


class Group(click.Group):
    """A group whose help is Chinese, and that of its commands."""

    context_class = _Context
    command_class = Command

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """The option --help, described in Chinese."""
        return _translated(super().get_help_option(ctx))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name; a name that is none ends in a complaint."""
        command = super().get_command(ctx, cmd_name)
        if command is None and not cmd_name.startswith("-"):
            ctx.fail(f"没有“{cmd_name}”这个命令，可用的命令有：{'、'.join(self.list_commands(ctx))}")
        return command


class Refused(click.ClickException):
    """Something that cannot be done, other than a report that cannot be read; the message says what to do."""

    exit_code = 2


def complaint(error: click.ClickException) -> str:
    """What to tell the user who called a command wrongly: what is wrong and where to look."""
    if isinstance(error, NoArgsIsHelpError):
        return error.format_message()
    lines = [
        f"命令用法不对：{printable(_what(error))}。"
        if isinstance(error, click.UsageError)
        else error.format_message()
    ]
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "gongkai"
        lines.append(f"请用 {command} --help 查看用法。")
    return "\n".join(lines)


def _what(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption():
            meant = f"，是不是 {'、'.join(error.possibilities)}" if error.possibilities else ""
            return f"没有选项 {error.option_name}{meant}"
        case click.MissingParameter(param=click.Option() as option):
            return f"缺少选项 {'/'.join(option.opts)}"
        case click.MissingParameter(param=click.Argument() as argument):
            return f"缺少 {argument.metavar}"
        case click.BadParameter(param=click.Parameter(type=click.Choice() as choice) as parameter):
            return f"选项 {'/'.join(parameter.opts)} 只能是 {'、'.join(map(str, choice.choices))}"
        case click.BadOptionUsage():
            return f"选项 {error.option_name} 缺少内容，或者不应带内容"
        case _:
            return _left_over(error.format_message().rstrip("。."))


def _left_over(message: str) -> str:
    """The message, unless it is click's own about words too many."""
    if not message.startswith("Got unexpected extra argument"):
        return message
    return f"多出了“{message.partition('(')[2].removesuffix(')')}”，不知道是什么"


def _translated(option: click.Option | None) -> click.Option | None:
    if option is not None:
        option.help = "显示这份说明。"
    return option
