"""A web site of its own, in a process of its own, that answers well and badly: `python -m tests.security.answering`.

It says its port on the first line, and at /asked what it was asked so far.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event
from typing import Any
from urllib.parse import unquote

from tests.conftest import ROOT

asked: list[dict[str, Any]] = []
never = Event()


class Answers(BaseHTTPRequestHandler):
    """One page for each way to answer; the last part of the path says which."""

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        if self.path == "/asked":
            self.say(200, body=json.dumps(asked).encode())
        else:
            self.answer()

    def answer(self) -> None:
        asked.append({"method": self.command, "path": self.path, "headers": dict(self.headers.items())})
        way, _, rest = self.path.lstrip("/").partition("/")
        with suppress(OSError):
            getattr(self, f"way_{way.partition('?')[0]}", self.way_ok)(rest)

    def way_ok(self, _: str) -> None:
        self.say(200, body=b"ok")

    def way_status(self, rest: str) -> None:
        self.say(int(rest.partition("/")[0]))

    def way_get(self, _: str) -> None:
        """Knows nothing but GET."""
        self.say(200 if self.command == "GET" else 405)

    def way_dropped(self, _: str) -> None:
        """Hangs up on HEAD."""
        if self.command == "GET":
            self.say(200)

    def way_to(self, rest: str) -> None:
        self.say(302, location=unquote(rest))

    def way_raw(self, _: str) -> None:
        """Leads on in plain UTF-8, as many do."""
        self.wfile.write("HTTP/1.1 302 Found\r\nLocation: /ok/通知\r\n\r\n".encode())

    def way_slow(self, _: str) -> None:
        never.wait()

    def way_drip(self, _: str) -> None:
        """A byte now and then, for ever."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        while not never.wait(0.02):
            self.wfile.write(b"x")

    def way_huge(self, _: str) -> None:
        """A page without end, and headers without end if asked so."""
        self.send_response(200)
        self.end_headers()
        while True:
            self.wfile.write(bytes(1 << 16))

    def way_heads(self, _: str) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            self.wfile.write(b"X-More: " + b"x" * 1000 + b"\r\n")

    def way_nonsense(self, _: str) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")

    def say(self, status: int, *, body: bytes = b"", location: str = "") -> None:
        self.send_response(status)
        self.send_header("Set-Cookie", "seen=1; Path=/")
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@dataclass(frozen=True)
class Site:
    """The site from outside."""

    port: int

    def at(self, path: str, host: str = "localhost") -> str:
        return f"http://{host}:{self.port}/{path}"

    @property
    def host(self) -> str:
        return f"localhost:{self.port}"

    def asked(self) -> list[dict[str, Any]]:
        """What it was asked so far."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=10)
        line.request("GET", "/asked")
        found: list[dict[str, Any]] = json.loads(line.getresponse().read())
        line.close()
        return found

    def paths(self) -> list[str]:
        return [f"{each['method']} {each['path']}" for each in self.asked()]


@contextmanager
def site() -> Iterator[Site]:
    """The site as long as it is needed."""
    command = [sys.executable, "-m", "tests.security.answering"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield Site(int(process.stdout.readline()))
        finally:
            process.kill()


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.daemon_threads = True
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
