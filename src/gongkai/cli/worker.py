"""`gongkai worker`: do the queued work."""

import signal
from datetime import timedelta
from threading import Event

import click

from gongkai.cli.chinese import Command
from gongkai.cli.platform import set_up


@click.command(cls=Command, options_metavar="[选项]")
@click.option("--once", is_flag=True, help="做完已到时间的任务就结束，不等新任务。")
@click.option("--name", default="", metavar="名称", help="日志中的名称，默认是主机名。")
def worker(*, once: bool, name: str) -> None:
    """办理排队的后台任务；可以同时运行几个。收到结束信号时，办完手上的一项再结束。"""
    set_up()
    from django.conf import settings  # noqa: PLC0415 - once Django is there

    from gongkai.jobs import known  # noqa: PLC0415
    from gongkai.jobs.worker import process_name, work  # noqa: PLC0415

    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    known.load()
    work(worker=process_name(name), hold=timedelta(seconds=settings.JOB_LEASE), stop=stop, once=once)
