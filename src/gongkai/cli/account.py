"""`gongkai account`: open, close and unlock accounts from the machine that the platform runs on."""

import csv
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

import click

from gongkai.cli.chinese import Group, Refused
from gongkai.cli.platform import set_up
from gongkai.cli.screen import printable

OPTIONS = "[选项]"
username = click.argument("username", metavar="用户名")
reason = click.option("--reason", default="", metavar="文字", help="原因，记入操作日志。")


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def account() -> None:
    """账号：开立、关闭、重置密码、解除锁定、列表。"""


@account.command("open", options_metavar=OPTIONS)
@username
@click.option("--name", required=True, metavar="姓名", help="姓名。")
@click.option("--email", default="", metavar="地址", help="电子邮件，供统一身份认证核对。")
@click.option("--agency", default="", metavar="机关", help="管理这个账号的机关（地址中的名称）。")
@click.option("--sso-only", is_flag=True, help="不给初始密码，只能通过统一身份认证登录。")
def open_account(username: str, name: str, email: str, agency: str, sso_only: bool) -> None:
    """开立账号，显示一次初始密码。"""
    set_up()
    from gongkai.accounts import actions  # noqa: PLC0415 - once Django is set up

    password = None if sso_only else actions.initial_password()
    _act(
        actions.open_account,
        username=username,
        name=name,
        email=email,
        password=password,
        agency_id=_agency(agency) if agency else None,
    )
    click.echo(f"已开立账号 {printable(username)}。")
    if password:
        _tell(password)


@account.command(options_metavar=OPTIONS)
@username
@reason
def close(username: str, reason: str) -> None:
    """关闭账号：马上退出所有登录，不再能登录。"""
    user_id = _find(username)
    from gongkai.accounts import actions  # noqa: PLC0415 - once Django is set up

    _act(actions.close_account, user_id=user_id, reason=reason)
    click.echo(f"已关闭账号 {printable(username)}。")


@account.command(options_metavar=OPTIONS)
@username
@reason
def reset(username: str, reason: str) -> None:
    """重置密码，显示一次新的初始密码。"""
    user_id = _find(username)
    from gongkai.accounts import actions  # noqa: PLC0415 - once Django is set up

    password = _act(actions.reset_password, user_id=user_id, reason=reason)
    click.echo(f"已重置账号 {printable(username)} 的密码，所有登录已退出。")
    _tell(password)


@account.command(options_metavar=OPTIONS)
@username
@click.option("--second-factor", is_flag=True, help="同时解除动态口令（手机和恢复码都丢失时）。")
@reason
def unlock(username: str, second_factor: bool, reason: str) -> None:
    """解除因连续输错而来的锁定。"""
    user_id = _find(username)
    from gongkai.accounts import actions  # noqa: PLC0415 - once Django is set up

    failures = _act(actions.unlock, user_id=user_id, reason=reason)
    click.echo(f"已解除锁定，清除 {failures} 次失败记录。")
    if second_factor:
        _act(actions.remove_second_factor, user_id=user_id, reason=reason)
        click.echo("已解除动态口令。")


@account.command("list", options_metavar=OPTIONS)
def list_accounts() -> None:
    """以 CSV 列出全部账号和状态。"""
    set_up()
    from gongkai.accounts import queries  # noqa: PLC0415 - once Django is set up
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    locked = {lock.username for lock in queries.locks(viewer=OPERATOR, at=_now())}
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["用户名", "姓名", "状态"])
    for user in queries.listed(viewer=OPERATOR):
        person = queries.row(user)
        states = [
            word
            for word, holds in (
                ("已关闭", person.closed),
                ("已锁定", person.username.casefold() in locked),
                ("初始密码", person.initial and not person.closed),
                ("演示", user.demo),
            )
            if holds
        ]
        table.writerow([person.username, printable(person.name), "、".join(states) or "正常"])


def _act(action: Callable[..., Any], **arguments: Any) -> Any:
    """Let the operator do something now; what is refused ends the command with its message."""
    from gongkai.accounts.actions import Refused as AccountRefused  # noqa: PLC0415 - once Django is set up
    from gongkai.records.access import OPERATOR  # noqa: PLC0415

    try:
        return action(**arguments, by=OPERATOR, at=_now())
    except AccountRefused as refused:
        raise Refused("\n".join(refused.messages)) from None


def _find(username: str) -> int:
    set_up()
    from gongkai.accounts import queries  # noqa: PLC0415 - once Django is set up

    found = queries.find(username)
    if found is None:
        raise Refused(f"没有“{printable(username)}”这个账号。用 gongkai account list 查看全部账号。")
    return found.id


def _agency(slug: str) -> int:
    from gongkai.agencies import queries  # noqa: PLC0415 - once Django is set up

    found = queries.find(slug)
    if found is None:
        raise Refused(f"没有“{printable(slug)}”这个机关。")
    return found.id


def _now() -> datetime:
    from django.utils import timezone  # noqa: PLC0415 - once Django is set up

    return timezone.now()


def _tell(password: str) -> None:
    click.echo(f"初始密码：{password}")
    click.echo("只显示这一次。请当面或通过可靠的渠道交给本人，第一次登录时必须修改。")
