"""The platform on an earlier day: a second server on the folder of the demo, whose clock can be set back.

Nobody can wait ten working days for a correction that does not come. So what came before is done on this server, through the
same pages, and the rest today on that of the demo. `python -m tests.browser.earlier PORT` serves, and is told line by line:
a number of days to go back, or `night` for the job of the night, on today's clock.
"""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from tests.demo.running import environment, free_port

HOST = "127.0.0.1"
DONE = "done"
OVERTAKING = ("unsent-applications", "due-applications")


class Earlier:
    """The running server, as tests speak with it."""

    def __init__(self, process: "subprocess.Popen[str]", url: str) -> None:
        self._process, self._url = process, url

    def ago(self, days: int) -> str:
        """Set the clock back by so many days; where that day is served."""
        self._tell(str(days))
        return self._url

    def night(self) -> None:
        """What is done after each midnight, today."""
        self._tell("night")

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        assert self._process.stdout.readline().strip() == DONE


@contextmanager
def earlier(folder: Path) -> Iterator[Earlier]:
    """The server on the folder of a demo that runs; it ends with its input."""
    port = free_port()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.browser.earlier", str(port)],
        env=environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline().strip() == DONE
            yield Earlier(process, f"http://{HOST}:{port}")
            assert process.stdin is not None
            process.stdin.close()
            assert process.wait(30) == 0
        finally:
            process.kill()


class _Server(ThreadingMixIn, WSGIServer):
    """A browser opens several connections at once."""

    daemon_threads = True


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as the library calls it
        """Say nothing of requests."""


def main(port: str) -> None:
    """Serve until the input ends."""
    from django.utils import timezone

    from gongkai.demo import serving

    vars(serving)["_settle"]()
    now, back = timezone.now, [timedelta()]
    vars(timezone)["now"] = lambda: now() - back[0]  # before anything takes the clock by its name
    from django.conf import settings

    # Elsewhere than in the table, in which the hourly job of the demo finds them long out of date.
    settings.SESSION_ENGINE = "django.contrib.sessions.backends.cache"
    from gongkai.wsgi import application

    _have_done(now())
    with make_server(HOST, int(port), application, _Server, _Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        _done()
        for line in sys.stdin:
            if line.strip() == "night":
                from gongkai.applications.actions.due import settle_each

                settle_each(at=now())
            else:
                back[0] = timedelta(days=int(line))
            _done()
        server.shutdown()


def _have_done(at: datetime) -> None:
    """Have the demo do today's jobs now that would find what an earlier day has under way out of date."""
    from gongkai.jobs.schedule import SCHEDULE, run_due
    from gongkai.records.queries.jobs import queue_at

    run_due(at=at, schedule=tuple(each for each in SCHEDULE if each.name in OVERTAKING))
    while (queue := queue_at(at)).due or queue.running:
        time.sleep(0.1)


def _done() -> None:
    sys.stdout.write(f"{DONE}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
