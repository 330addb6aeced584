"""Tasks for worker processes that go wrong in every way a file can make them."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def do(order: tuple[str, Any]) -> Any:
    """Carry out one order: ("say", x) answers x; the others end badly or late."""
    verb, what = order
    return ORDERS[verb](what)


def hang(_: None) -> None:
    """Never end."""
    while True:
        time.sleep(1)


def wait(order: tuple[str, int]) -> str:
    """End when there are so many marks in a folder."""
    folder, marks = order
    while len(list(Path(folder).glob("*.mark"))) < marks:
        time.sleep(0.01)
    return "waited"


def mark(folder: str) -> str:
    """Leave a mark in a folder."""
    Path(folder, f"{time.monotonic_ns()}.mark").touch()
    return "marked"


def fail(message: str) -> None:
    """A fault of ours."""
    raise KeyError(message)


def write(path: str) -> None:
    """Write a file."""
    Path(path).write_bytes(b"1")


ORDERS: dict[str, Callable[[Any], Any]] = {
    "say": lambda answer: answer,
    "pid": lambda _: os.getpid(),
    "die": os._exit,
    "killed": lambda _: os.kill(os.getpid(), signal.SIGKILL),
    "raise": fail,
    "eat": lambda size: len(bytearray(size)),
    "hang": hang,
    "wait": wait,
    "mark": mark,
    "write": write,
}
