"""Static pages: nginx on our files against nginx on a plain file of the same size; how soon files follow; how fast all are made."""

import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tools.bench.fronted import HOST, free_port, fronted
from tools.bench.rounds import ROUNDS, Row
from tools.bench.sides import ROOT

ITEMS = int(os.environ.get("BENCH_STATIC_ITEMS", "300"))
"""Public items; `BENCH_STATIC_ITEMS=100000` for the figure of the target, which takes hours to fill."""
SOON = 2.0  # seconds from the publication to the last file, in the middle
SHARE = 1.05  # of the time that a plain file takes
TOGETHER = 50  # requests that are sent at once, so that nginx is what is measured
SECONDS = 1.0
SETUP = "import django; django.setup(); from tools.bench import static_side; static_side.main({size})"


def static() -> Iterator[Row]:
    """Files are made by a process of its own, then two servers of one nginx take turns."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-static-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        told = _made(folder)
        yield Row(
            f"everything of {ITEMS:,} items as files, {told['processes']} processes",
            f"{told['things'] / told['build']:.0f} things a second, {told['files']:,} files in {told['build']:.0f} s",
        )
        yield Row(
            f"one item published, until its page, lists, feeds and map are files, {ITEMS:,} items",
            f"{told['publish']:.2f} s of {SOON:.0f}",
            kept=told["publish"] <= SOON,
        )
        yield Row(
            "everything verified, each file read", f"{told['files'] / told['verify']:.0f} files a second"
        )
        yield Row("fingerprints of an agency", f"{told['items'] / told['sweep']:,.0f} items a second")
        yield from _served(folder, told)


def _served(folder: Path, told: dict[str, Any]) -> Iterator[Row]:
    ours, plain, hand = free_port(), free_port(), folder / "hand"
    hand.mkdir()
    site = told["configuration"].replace("@LISTEN", f"{HOST}:{ours}")
    more = f"server {{ listen {HOST}:{plain}; root {hand}; types {{ text/html html; }} }}"
    with fronted(folder, site, ours, plain, more=more):
        for what, path in (("item page", told["item"]), ("list", "/xxgk/")):
            page = (folder / "pages" / "plain" / path.strip("/") / "index.html").read_bytes()
            (hand / "page.html").write_bytes(page)
            rounds = [(_rate(ours, path), _rate(plain, "/page.html")) for _ in range(ROUNDS)]
            mine, other = (statistics.median(each[side] for each in rounds) for side in (0, 1))
            yield Row(
                f"{what} of {len(page) / 1024:.0f} KB from nginx",
                f"{mine:,.0f} a second; a plain file {other:,.0f}",
                statistics.median(theirs / one for one, theirs in rounds),
                "the time of a plain file",
                SHARE,
            )


def _made(folder: Path) -> dict[str, Any]:
    environment = {
        "DJANGO_SETTINGS_MODULE": "gongkai.settings",
        "GONGKAI_SECRET_KEY": "for measuring only",
        "GONGKAI_DATABASE": f"sqlite:///{folder}/ours.sqlite3",
        "GONGKAI_DATA": str(folder / "data"),
        "GONGKAI_STATIC_PAGES": str(folder / "pages"),
        "PYTHONPATH": str(ROOT),
    }
    (folder / "data").mkdir()
    command = [sys.executable, "-c", SETUP.format(size=ITEMS)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def _rate(port: int, path: str) -> float:
    """Pages a second over one connection, many requests at once."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    with socket.create_connection((HOST, port), 10) as caller:
        caller.sendall(request)
        length = _first(caller)
        count, begun = 0, time.perf_counter()
        while time.perf_counter() - begun < SECONDS:
            caller.sendall(request * TOGETHER)
            left = length * TOGETHER
            while left:
                left -= len(caller.recv(min(left, 1 << 20)))
            count += TOGETHER
        return count / (time.perf_counter() - begun)


def _first(caller: socket.socket) -> int:
    """The bytes of one answer, which are those of each; RuntimeError for any but a good one."""
    data = caller.recv(1 << 16)
    head, _, body = data.partition(b"\r\n\r\n")
    if b" 200 " not in head.splitlines()[0]:
        raise RuntimeError(head.decode("latin-1"))
    size = next(
        int(line.split(b":")[1]) for line in head.splitlines() if line.lower().startswith(b"content-length")
    )
    left = size - len(body)
    while left:
        left -= len(caller.recv(left))
    return len(head) + 4 + size
