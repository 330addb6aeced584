"""`gongkai sealing`: keys for personal data at rest; make one, see which are used, change to the newest."""

from collections.abc import Iterator
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gongkai.cli.chinese import Group, Refused
from gongkai.cli.platform import set_up

if TYPE_CHECKING:
    from gongkai.sealing.box import Box
    from gongkai.sealing.rotating.places import Place, Progress

OPTIONS = "[选项]"
SHOWN = 20  # rows that cannot be opened and are named


@click.group(cls=Group, options_metavar="", subcommand_metavar="命令 …")
def sealing() -> None:
    """个人信息加密：生成密钥，查看密钥使用情况，更换密钥。"""


@sealing.command("new-key", options_metavar=OPTIONS)
@click.option(
    "--file",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="写入密钥文件的最前面（没有就新建，只有本账号能读）；不给出时输出到屏幕。",
)
def new_key(path: Path | None) -> int:
    """生成一个密钥。

    最前面的密钥用来加密，其余的只用来解密。密钥遗失后，用它加密的内容再也不能读取：请把密钥与数据分开备份。
    """
    keys = _sealing("keys")
    key: str = keys.new_key(datetime.now().astimezone().date())
    if path is None:
        click.echo(key)
        return 0
    try:
        keys.add_key(path.absolute(), key)
    except OSError as error:
        raise Refused(f"不能写入密钥文件 {path}：{error.strerror}。") from error
    click.echo(f"已把密钥 {key.partition(':')[0]} 写入 {path}。请立即备份，与数据分开保存。")
    return 0


@sealing.command(options_metavar="")
def status() -> int:
    """列出每一加密列用到哪些密钥；不再用到的旧密钥可以停用。"""
    set_up()
    current = _box().current
    for place in _places():
        used = "，".join(
            f"{name}{'（当前）' if name == current else ''} {count} 条"
            for name, count in sorted(place.keys_in_use().items())
        )
        click.echo(f"{place.name}：{used or '没有内容'}")
    return 0


@sealing.command(options_metavar=OPTIONS)
@click.option(
    "--batch", type=click.IntRange(1, 10_000), default=500, show_default=True, help="每一批多少条。"
)
def rotate(batch: int) -> int:
    """用最前面的密钥重新加密全部内容。

    平台不必停机；中断后再次运行就接着做。全部完成时退出代码为 0，有解不开的内容或者还有未完成的为 1。
    """
    set_up()
    current = _box().current
    faults = sum(_rotate(place, current, batch) for place in _places())
    return 1 if faults else 0


def _rotate(place: "Place", current: str, batch: int) -> int:
    """Rotate one column, tell and log what came of it; the number of values that are not sealed with the newest key."""
    total, wanted = _sealing("rotating.places").Progress(), place.behind()
    try:
        for part in _sealing("rotating").rotate(place, batch=batch):
            _add(total, part)
            click.echo(f"{place.name}：{total.done}/{wanted}", err=True)
    finally:
        if wanted:
            _log(place, current, total)
    left = place.behind()
    click.echo(f"{place.name}：重新加密 {total.done} 条，还有 {left} 条未用密钥 {current}。")
    for key in total.unsealable[:SHOWN]:
        click.echo(f"  主键 {key}：缺少密钥，或者内容被改动，不能解密。")
    return left


def _add(total: "Progress", part: "Progress") -> None:
    total.done += part.done
    total.overtaken += part.overtaken
    total.unsealable += part.unsealable


def _log(place: "Place", current: str, total: "Progress") -> None:
    """One entry in the log for each column, also for a run that was stopped."""
    transaction = import_module("django.db").transaction
    with transaction.atomic():
        import_module("gongkai.records.actions.log").log(
            "sealing.rotate",
            f"column:{place.name}"[:80],
            by=import_module("gongkai.records.access").OPERATOR,
            at=datetime.now().astimezone(),
            version=current,
            details={"done": total.done, "unsealable": len(total.unsealable)},
        )


def _places() -> "Iterator[Place]":
    found = _sealing("rotating").places()
    if not found:
        click.echo("没有加密的列。")
    yield from found


def _box() -> "Box":
    keys = _sealing("keys")
    try:
        made: Box = keys.box()
    except keys.KeysMissing as error:
        raise Refused(str(error)) from error
    return made


def _sealing(name: str):  # type: ignore[no-untyped-def] # imported late, so that help needs no Django
    try:
        return import_module(f"gongkai.sealing.{name}")
    except ModuleNotFoundError:
        raise Refused("这个命令需要网页部分，请先安装：pip install 'gongkai[web]'") from None
