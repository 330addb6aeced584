"""`gongkai run-due`: queue what is due by the clock."""

from datetime import datetime
from zoneinfo import ZoneInfo

import click

from gongkai.cli.chinese import Command
from gongkai.cli.platform import set_up


@click.command("run-due", cls=Command, options_metavar="[选项]")
@click.option(
    "--at",
    "moment",
    type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]),
    metavar="时间",
    help="按这一时刻（北京时间，如 2026-11-01T09:00）计算，默认是现在。",
)
def run_due(moment: datetime | None) -> None:
    """把到时间的定时任务排队，由 gongkai worker 办理；每分钟运行一次，重复运行没有影响。"""
    set_up()
    from gongkai.jobs import schedule  # noqa: PLC0415 - once Django is there

    china = ZoneInfo("Asia/Shanghai")
    for name in schedule.run_due(at=moment.replace(tzinfo=china) if moment else datetime.now(china)):
        click.echo(f"已排队：{name}")
