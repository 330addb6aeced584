"""The worked year as jobs of the demo, one step after the other; whoever ends the demo goes on with it at the next start."""

from datetime import datetime, timedelta

import click
from django.db import transaction
from django_tasks_db.compat import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from gongkai.annual_reports.models import WorkingReport
from gongkai.demo.letters import APART, REST
from gongkai.demo.letters import JOB as LETTERS
from gongkai.demo.worked.plan import plan
from gongkai.records.actions.jobs import job, queue, spread
from gongkai.records.models import Effect

TASK = "demo.work_year"
FIRST_LOOK = timedelta(seconds=5)
"""Whoever opens the demo sees it before anything else is done."""
PARTS = 10
"""So often is told how far it has come."""


@transaction.atomic
def begin(now: datetime) -> None:
    """Queue the first step, unless the demo has, or had, a worked year, or reports of its own, as an older one has.

    One that was cut short goes on before letters are made.
    """
    if not begun() and not WorkingReport.objects.exists():
        _queue(now.year - 1, 0, now + FIRST_LOOK)
    if DBTaskResult.objects.filter(task_path=TASK).exclude(status=TaskResultStatus.SUCCESSFUL).exists():
        spread(LETTERS, begin=now + REST, apart=APART)


def begun() -> bool:
    """Whether the demo has a worked year, as far as it may have come."""
    done = Effect.objects.filter(key__startswith=f"{TASK} ")
    return done.exists() or DBTaskResult.objects.filter(task_path=TASK).exists()


@job(TASK, label="载入完整的示例年度")
def work_year(*, at: datetime, year: int, place: int) -> None:
    """One step, and the next one queued behind it. Letters wait until all is done: they are many, and take long."""
    steps = plan(year)
    steps[place].do(at)
    spread(LETTERS, begin=at + REST, apart=APART)
    if place + 1 < len(steps):
        _queue(year, place + 1, at)
    _tell(year, place + 1)


def _queue(year: int, place: int, at: datetime) -> None:
    queue(TASK, key=f"{year} {place}", at=at, year=year, place=place)


def _tell(year: int, done: int) -> None:
    """On the terminal, ten times on the way."""
    steps = plan(year)
    if done == len(steps):
        click.echo(f"{year}年的完整年度已经载入：登录后打开 /desk/reports/ 看各机关的年度报告和全县汇总。")
    elif done * PARTS // len(steps) > (done - 1) * PARTS // len(steps):
        click.echo(f"正在后台载入{year}年的完整年度：{steps[done].stage}，{done * 100 // len(steps)}%。")
