"""Writes: one process at a time writes files; who was ended is not waited for longer than the lease."""

import os
import secrets
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q

from gongkai.copies.models import Writing

LEASE = timedelta(seconds=60)

Clock = Callable[[], datetime]


class Occupied(Exception):
    """Another process writes; the message is for a person."""


class Lost(Exception):
    """The lease ran out, and another process has it."""


@contextmanager
def writing(clock: Clock) -> Iterator[Callable[[], None]]:
    """The right to write, and what renews it: to be called before anything that takes a second. Raises Occupied, Lost."""
    holder = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
    Writing.objects.get_or_create(pk=1)
    free = Q(holder="") | Q(until__isnull=True) | Q(until__lt=clock())
    if not Writing.objects.filter(free, pk=1).update(holder=holder, until=clock() + LEASE):
        raise Occupied("另一个进程正在写静态页面，请稍后再试。")

    def renew() -> None:
        if not Writing.objects.filter(pk=1, holder=holder).update(until=clock() + LEASE):
            raise Lost(holder)

    try:
        yield renew
    finally:
        if connection.is_usable():
            Writing.objects.filter(pk=1, holder=holder).update(holder="", until=None)
