"""A real nginx in front of a platform that may be there or not."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.test import override_settings

from gongkai.copies.backends.nginx import configuration
from tests.signoff.office import Office

HOST = "127.0.0.1"
STARTS = 30.0  # seconds
_FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True, slots=True)
class Answer:
    """What somebody got."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True, slots=True)
class Front:
    """nginx, and the port of the platform behind it."""

    port: int

    def get(self, path: str, method: str = "GET", body: bytes | None = None, **headers: str) -> Answer:
        caller = http.client.HTTPConnection(HOST, self.port, timeout=30)
        caller.request(
            method,
            path,
            body=body,
            headers={name.replace("_", "-"): value for name, value in headers.items()},
        )
        answer = caller.getresponse()
        told = Answer(answer.status, dict(answer.getheaders()), answer.read())
        caller.close()
        return told


class _Platform(BaseHTTPRequestHandler):
    """Says what it was asked."""

    def _answer(self) -> None:
        said = f"platform {self.command} {self.path} {self.headers['X-Forwarded-For']}".encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(said)))
        self.send_header("X-Frame-Options", "DENY")
        self.end_headers()
        self.wfile.write(said)

    do_GET = do_POST = _answer  # noqa: N815 - as the library calls them

    def log_message(self, *_told: object) -> None:
        """Nothing is told of it."""


@contextmanager
def platform() -> Iterator[int]:
    """The port of a platform that answers."""
    server = ThreadingHTTPServer((HOST, 0), _Platform)
    Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@contextmanager
def nginx(folder: Path, upstream: int, patience: int = 15) -> Iterator[Front]:
    """nginx with the configuration that is shipped, in a folder of its own."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if program is None:
        pytest.fail("nginx is not installed. On Debian: apt-get install nginx-light")
    port = free_port()
    folder.mkdir()
    site = configuration(upstream=f"{HOST}:{upstream}", listen=f"{HOST}:{port}", patience=patience)
    (folder / "site.conf").write_text(site, "utf-8")
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = "\n".join(f"{name}_temp_path {folder}/{name};" for name in _FOLDERS)
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; pid {folder}/pid; worker_processes 1; error_log {folder}/error.log;\n"
        f"events {{ worker_connections 128; }}\nhttp {{ access_log {folder}/requests.log;\n{temporary}\ninclude {folder}/site.conf;\n}}\n"
    )
    command = [program, "-p", str(folder), "-e", f"{folder}/error.log", "-c", f"{folder}/nginx.conf"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait(port, running, folder / "error.log")
        yield Front(port)
    finally:
        running.terminate()
        running.wait(10)


@dataclass(frozen=True, slots=True)
class Site:
    """A public item with files, and everything written: the folders of the pages and of stored files."""

    at: Office
    item_id: int
    pages: Path
    stored: Path


@contextmanager
def before(site: Site, folders: pytest.TempPathFactory, upstream: int, patience: int = 15) -> Iterator[Front]:
    """nginx before the files of the site, whatever folder the test has that asks for it first."""
    with (
        override_settings(COPIES=site.pages),
        nginx(folders.mktemp("nginx") / "run", upstream, patience) as made,
    ):
        yield made


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _wait(port: int, running: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + STARTS
    while time.monotonic() < until and running.poll() is None:
        with socket.socket() as caller:
            if caller.connect_ex((HOST, port)) == 0:
                return
    pytest.fail(f"nginx does not start: {log.read_text('utf-8', 'replace')[-500:] if log.exists() else ''}")
