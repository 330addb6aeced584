"""`gongkai demo`: the platform with sample data, on this machine."""

import importlib

import click

from gongkai.cli.chinese import Command, Refused


@click.command(cls=Command, options_metavar="[选项]")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="网页端口。")
@click.option(
    "--without-year",
    is_flag=True,
    help="不载入完整的示例年度（云岭县全部机关上一年度的数据和年度报告，启动后在后台载入）。",
)
@click.option("--ipv6", is_flag=True, help="用本机的 IPv6 地址（[::1]）打开，不用 127.0.0.1。")
def demo(port: int, *, without_year: bool, ipv6: bool) -> None:
    """在本机打开带有示例数据的演示平台，按 Ctrl-C 结束。"""
    try:
        importlib.import_module("django")
    except ModuleNotFoundError:
        raise Refused("演示平台需要网页部分，请先安装：pip install 'gongkai[web]'") from None
    importlib.import_module("gongkai.demo").serve(port=port, with_year=not without_year, ipv6=ipv6)
