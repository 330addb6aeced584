"""`gongkai exchange`: which systems are let in; a token that got out is ended."""

from datetime import UTC, datetime

import click

from gongkai.cli.chinese import Command, Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def exchange() -> None:
    """系统对接：查看业务系统、令牌和推送，停用令牌。"""


@exchange.command("list", cls=Command, options_metavar="[选项]")
def list_() -> None:
    """列出业务系统和它们的令牌、推送和待送的消息。

    令牌只列开头，内容谁也看不到。退出代码：0。
    """
    set_up()
    from gongkai.exchange.queries.systems import systems  # noqa: PLC0415 - once Django is there
    from gongkai.exchange.queries.webhooks import webhooks  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    at = datetime.now(UTC)
    for row in systems(OPERATOR, at):
        click.echo(printable(f"业务系统 {row.id} {row.name}（{row.agency}）：送交 {row.handed_in}"))
        for one in row.tokens:
            state = "有效" if one.live else "失效"
            used = f"{one.used_at:%Y-%m-%d}" if one.used_at else "没有用过"
            click.echo(f"  令牌 {one.prefix} {state}，到期 {one.expires_at:%Y-%m-%d}，最近使用 {used}")
    for hook in webhooks(OPERATOR, at):
        state = "已暂停" if hook.paused_at else "送不到" if hook.failing_since else "正常"
        told = f"推送 {hook.id} {hook.name}（{hook.agency}）→ {hook.host}：{state}，待送 {hook.waiting}"
        click.echo(printable(told))


@exchange.command(cls=Command, options_metavar="")
@click.argument("prefix", metavar="开头")
def revoke(*, prefix: str) -> None:
    """停用一个令牌，马上失效；开头是 list 列出的8个字符。

    退出代码：0 已停用；2 没有这个令牌，或者已经停用。
    """
    set_up()
    from gongkai.exchange.actions import end_token  # noqa: PLC0415 - once Django is there
    from gongkai.exchange.queries.systems import token  # noqa: PLC0415
    from gongkai.records.access import OPERATOR  # noqa: PLC0415
    from gongkai.records.actions.refused import Refused as NotDone  # noqa: PLC0415

    found = token(OPERATOR, prefix)
    if found is None:
        raise Refused("没有这个令牌。请用 gongkai exchange list 查看。")
    try:
        end_token(token_id=found, by=OPERATOR, at=datetime.now(UTC))
    except NotDone as refused:
        raise Refused(str(refused)) from None
    click.echo(f"令牌 {prefix} 已停用。")
