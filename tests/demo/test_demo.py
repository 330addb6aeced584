"""`gongkai demo`: starts, says where to look, stops cleanly; a second start is quick; a taken port is told."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path
from urllib.request import urlopen

from tests.demo.running import command, demo, environment, free_port


def fetch(port: int, path: str) -> str:
    with urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return str(answer.read().decode())


def test_demo_starts_serves_and_stops(tmp_path: Path) -> None:
    port, started = free_port(), time.monotonic()
    with demo(tmp_path, port) as (process, line):
        first = time.monotonic() - started
        assert f"http://127.0.0.1:{port}/" in line
        assert "年报体检" in line
        assert "海东市乐都区" in fetch(port, "/nb/")
        assert "虚构示例" in fetch(port, "/zfxxgk/yunling/nb/")
        stylesheet = fetch(port, "/").partition('rel="stylesheet" href="')[2].partition('"')[0]
        assert "--brand" in fetch(port, stylesheet)
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(30) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""

    started = time.monotonic()
    with demo(tmp_path, port):
        assert "海东市乐都区" in fetch(port, "/nb/")
        # A busy machine is slow both times; only making everything anew would take as long again.
        assert time.monotonic() - started < first


def test_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        run = subprocess.run(
            command(port), env=environment(tmp_path), capture_output=True, text=True, check=False, timeout=180
        )
    assert run.returncode == 1
    assert f"端口 {port}" in run.stderr
    assert "PORT=" in run.stderr
    assert "Traceback" not in run.stderr
    assert list(tmp_path.iterdir()) == []
