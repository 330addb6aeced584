"""Writes: one process at a time writes files; who was ended is not waited for longer than the lease.

A holder on this machine that is no more is not waited for at all. Who follows one that was ended in the middle takes away first what
that one left: a file that was half written, or one of which it did not come to tell the manifest.
"""

import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.db import connection
from django.db.models import Q

from gongkai.copies.backends import files
from gongkai.copies.models import Writing
from gongkai.copies.queries.differing import unknown

LEASE = timedelta(seconds=60)

Clock = Callable[[], datetime]


class Occupied(Exception):
    """Another process writes; the message is for a person."""


class Lost(Exception):
    """The lease ran out, and another process has it."""


@contextmanager
def writing(clock: Clock) -> Iterator[Callable[[], None]]:
    """The right to write, and what renews it: to be called before anything that takes a second. Raises Occupied, Lost."""
    holder = f"{_machine()} {os.getpid()} {secrets.token_hex(4)}"
    held, _ = Writing.objects.get_or_create(pk=1)
    free = Q(holder="") | Q(until__isnull=True) | Q(until__lt=clock())
    if _ended(held.holder):
        free |= Q(holder=held.holder)
    left = Writing.objects.filter(free, pk=1).exclude(holder="").exists()
    if not Writing.objects.filter(free, pk=1).update(holder=holder, until=clock() + LEASE):
        raise Occupied("另一个进程正在写静态页面，请稍后再试。")

    def renew() -> None:
        if not Writing.objects.filter(pk=1, holder=holder).update(until=clock() + LEASE):
            raise Lost(holder)

    try:
        if left:
            _sweep(renew)
        yield renew
    except BaseException:
        _given_back(holder, until=None)
        raise
    _given_back(holder, holder="", until=None)


def _given_back(mine: str, **told: object) -> None:
    """Whose name still stands there, was ended in the middle."""
    if connection.is_usable():
        Writing.objects.filter(pk=1, holder=mine).update(**told)


def _sweep(renew: Callable[[], None]) -> None:
    """What nobody knows is no page of anything: with one of them a reader would go on to see what was taken back since."""
    for each in unknown(lambda _many: renew()):
        files.remove(each.path)


def _machine() -> str:
    """Where numbers of processes mean what they mean here: containers may have one name and numbers of their own."""
    try:
        numbers = Path("/proc/self/ns/pid").stat().st_ino
    except OSError:
        numbers = 0
    return f"{socket.gethostname()[:40]} {numbers}"


def _ended(holder: str) -> bool:
    """Whether it was a process of this machine and is none any more."""
    machine, _, rest = holder.rpartition(" ")[0].rpartition(" ")
    if machine != _machine() or not rest.isdecimal():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
