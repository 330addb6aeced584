"""The demo as a process of its own, as `make demo` starts it."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MANY = {"GONGKAI_APPLICATIONS_PER_HOUR": "1000", "GONGKAI_QUERY_CODES_PER_HOUR": "1000"}
"""All tests are one visitor, who applies and asks more often in an hour than citizens may."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(port: int) -> list[str]:
    """How the demo is called: without the year of all bodies, which takes a minute and which tests/demo/test_worked.py proves."""
    return [sys.executable, "-m", "gongkai", "demo", "--port", str(port), "--without-year"]


def environment(folder: Path) -> dict[str, str]:
    """This process's environment without its settings, and a folder of the demo's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "DJANGO_"))}
    return {**kept, **MANY, "GONGKAI_DATA": str(folder), "PYTHONUNBUFFERED": "1"}


@contextmanager
def demo(folder: Path, port: int) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The running demo and the line that it printed; ended by Ctrl-C as a terminal sends it, to the whole group."""
    with subprocess.Popen(
        command(port),
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process, process.stdout.readline()
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGINT)
                process.wait(30)
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
