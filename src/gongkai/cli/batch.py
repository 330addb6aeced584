"""Many files through the workers: results printed in order as they come, a bar on a terminal, one exit code."""

import errno
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NoReturn

import click

from gongkai.cli import workers
from gongkai.cli.chinese import Refused
from gongkai.cli.jobs import Done, Job
from gongkai.cli.screen import printable

SECONDS = 60.0  # a file may take; the slowest real reports take five
CLEAN, WITH_ERRORS, UNREADABLE, BROKEN_PIPE = 0, 1, 2, 141


def run(task: str, jobs: Sequence[Job]) -> Counter[str]:
    """Do `task`, of `gongkai.cli.work` or "module:function", for each job and print what comes of it.

    Returns how many files there were in which state: "unreadable", "error" (at least one error finding), "clean".
    """
    states: Counter[str] = Counter()
    for job, done in _followed(answers(task, jobs), len(jobs)):
        if done.unreadable:
            click.echo(done.unreadable, err=True)
        if done.output:
            show(done.output, colour=job.colour)
        states["unreadable" if done.unreadable else "error" if done.counts["error"] else "clean"] += 1
    return states


def answers(task: str, jobs: Sequence[Job]) -> Iterator[tuple[Job, Done]]:
    """What came of each job, in order; a file that a worker was lost over counts as unreadable."""
    function = task if ":" in task else f"gongkai.cli.work:{task}"
    given = workers.run(function, jobs, jobs=workers.processors(), seconds=SECONDS)
    for job, answer in zip(jobs, given, strict=True):
        yield job, _lost(job, answer) if isinstance(answer, workers.Lost) else answer


def exit_code(states: Counter[str]) -> int:
    """2 if a file could not be read, else 1 if one has errors, else 0."""
    return UNREADABLE if states["unreadable"] else WITH_ERRORS if states["error"] else CLEAN


def show(output: str | bytes, *, colour: bool = False) -> None:
    """Print a result: text as the terminal wants it, bytes as they are."""
    try:
        click.echo(output, nl=False, color=colour)
    except OSError as error:
        _cannot_print(error)


def _cannot_print(error: OSError) -> NoReturn:
    # What is still buffered must not fail a second time when Python ends.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno != errno.EPIPE:
        raise Refused(f"无法写出结果（{error.strerror}），请检查磁盘空间。")
    sys.exit(BROKEN_PIPE)  # the reader, such as `head`, has seen enough


def _lost(job: Job, lost: workers.Lost) -> Done:
    why = f"文件“{printable(job.shown)}”{lost.why}"
    line = json.dumps({"file": job.shown, "error": why}, ensure_ascii=False, indent=job.indent) + "\n"
    return Done(line.encode("utf-8", "backslashreplace") if job.json else "", unreadable=why)


def _followed(results: Iterable[tuple[Job, Done]], total: int) -> Iterator[tuple[Job, Done]]:
    """The results, with a bar below them on a terminal."""
    if total < 2 or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(length=total, label="已处理", file=sys.stderr, show_pos=True) as bar:
        for result in results:
            click.echo("\r\033[K", nl=False, err=True)  # what is printed next takes the place of the bar
            yield result
            bar.update(1)
