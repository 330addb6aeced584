"""Findings about what runs: the database and what is in it, the worker, the virus scanner, the calendar."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

from django.conf import settings
from django.db import connection
from django.utils import timezone

from gongkai.accounts.queries import has_demo_accounts
from gongkai.cli.check.finding import Finding, error, hint, warning
from gongkai.documents.holidays import BadHolidays, installed_calendar
from gongkai.records.actions import scanner
from gongkai.records.queries.jobs import queue_at

LATE = timedelta(minutes=10)
CLOCKS_APART = timedelta(seconds=5)
ANNOUNCED = 11  # month from which next year's holiday notice is to be expected
LOCAL = {"", "localhost", "127.0.0.1", "::1"}


def services(*, at: datetime) -> Iterator[Finding]:
    """Everything that needs a database with up-to-date tables."""
    yield from _database()
    yield from _demo()
    yield from _worker(at)
    yield from _scanner()
    yield from holidays(at)


def _database() -> Iterator[Finding]:
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        yield hint(
            "D02", "数据库是 SQLite，只能用于一台机器。", "多台机器时改用 PostgreSQL（GONGKAI_DATABASE）。"
        )
        return
    host, mode = place["HOST"], place["OPTIONS"].get("sslmode", "prefer")
    if host not in LOCAL and not host.startswith("/") and mode not in {"require", "verify-ca", "verify-full"}:
        yield warning(
            "D03", "与数据库的连接可能没有加密。", "在 GONGKAI_DATABASE 后面加 ?sslmode=verify-full。"
        )
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        theirs = cursor.fetchone()[0]
    apart = abs(timezone.now() - theirs)
    if apart > CLOCKS_APART:
        yield error(
            "D04", f"本机与数据库的时钟相差 {int(apart.total_seconds())} 秒。", "两边都启用时间同步（NTP）。"
        )


def _demo() -> Iterator[Finding]:
    if has_demo_accounts():
        yield error(
            "D05", "数据库里有演示账号，密码是公开的。", "关闭这些账号，或者换用没有演示数据的数据库。"
        )


def _worker(at: datetime) -> Iterator[Finding]:
    queue = queue_at(at)
    if queue.oldest is not None and queue.oldest > LATE:
        minutes = queue.oldest // timedelta(minutes=1)
        yield error(
            "W01",
            f"后台任务已等待 {minutes} 分钟，没有办理程序在运行。",
            "启动 gongkai worker，并设为开机自启。",
        )
    if queue.abandoned:
        yield warning(
            "W02", f"{queue.abandoned} 项任务的办理程序已失去联系。", "检查 gongkai worker 的日志。"
        )
    if queue.dead:
        yield warning(
            "W03",
            f"{queue.dead} 项任务多次失败，等待处理。",
            "在工作台“后台任务”中查看原因并重新运行或搁置。",
        )


def _scanner() -> Iterator[Finding]:
    if not settings.CLAMD:
        yield warning("V01", "没有接入病毒查杀。", "安装 ClamAV 并设置 GONGKAI_CLAMD，或者在网关上查杀。")
        return
    try:
        scanner.threat(BytesIO(b"gongkai check"))
    except (scanner.ScannerSilent, ValueError):
        yield error(
            "V02", "病毒查杀服务没有应答，文件不能上传。", "检查 clamd 是否在运行，GONGKAI_CLAMD 是否正确。"
        )


def holidays(at: datetime) -> Iterator[Finding]:
    """From November on, next year's holiday notice should be there: deadlines reach into the new year."""
    today = timezone.localtime(at).date()
    try:
        settled = installed_calendar().settled_years
    except BadHolidays as bad:
        yield error("H01", str(bad), "改正或者移走这个文件。")
        return
    wanted = today.year + (today.month >= ANNOUNCED)
    for year in range(today.year, wanted + 1):
        if year not in settled:
            yield warning(
                "H02",
                f"没有{year}年的放假安排，期限只能暂算。",
                "升级程序，或者把放假通知放入 GONGKAI_HOLIDAYS 文件夹。",
            )
