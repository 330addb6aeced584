"""`gongkai demo`: the platform with sample data, on this machine."""

import importlib

import click

from gongkai.cli.chinese import Command, Refused


@click.command(cls=Command, options_metavar="[选项]")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="网页端口。")
def demo(port: int) -> None:
    """在本机打开带有示例数据的演示平台，按 Ctrl-C 结束。"""
    try:
        importlib.import_module("django")
    except ModuleNotFoundError:
        raise Refused("演示平台需要网页部分，请先安装：pip install 'gongkai[web]'") from None
    importlib.import_module("gongkai.demo").serve(port=port)
