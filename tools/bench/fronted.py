"""A real nginx with a configuration of ours, in a folder of its own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOST = "127.0.0.1"
STARTS = 30.0  # seconds that it may take
_FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@contextmanager
def fronted(folder: Path, site: str, *ports: int, more: str = "") -> Iterator[None]:
    """nginx with the configuration of a site. `ports`: who has to listen there before it begins. `more`: further servers."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise RuntimeError("nginx is not installed")
    own = folder / "nginx"
    own.mkdir()
    (own / "site.conf").write_text(site, "utf-8")
    temporary = " ".join(f"{name}_temp_path {own}/{name};" for name in _FOLDERS)
    user = "user root;" if os.geteuid() == 0 else ""
    (own / "nginx.conf").write_text(
        f"{user} daemon off; pid {own}/pid; error_log {own}/error.log; worker_processes 1;\n"
        f"events {{}}\nhttp {{ access_log off; keepalive_requests 1000000; {temporary} include {own}/site.conf;\n{more} }}\n"
    )
    command = [program, "-p", str(own), "-e", f"{own}/error.log", "-c", f"{own}/nginx.conf"]
    running = subprocess.Popen(command)
    try:
        for port in ports:
            _wait(port)
        yield
    finally:
        running.terminate()
        running.wait(10)


def _wait(port: int) -> None:
    until = time.monotonic() + STARTS
    while time.monotonic() < until:
        with socket.socket() as caller:
            if caller.connect_ex((HOST, port)) == 0:
                return
    raise RuntimeError(f"nobody listens on {port}")


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
