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

ITEMS = os.environ.get("BENCH_STATIC_ITEMS", "1000,10000")
"""Public items of an agency, one size after the other; `BENCH_STATIC_ITEMS=1000,10000,100000` up to that of the target."""
SOON = 2.0  # seconds from the publication to the last file, in the middle
SHARE = 1.05  # of the time that a plain file takes
TOGETHER = 50  # requests that are sent at once, so that nginx is what is measured
SECONDS = 1.0
SETUP = "import django; django.setup(); from tools.bench import static_side; static_side.main({sizes})"


def static() -> Iterator[Row]:
    """Files are made by a process of its own, then two servers of one nginx take turns."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-static-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        told = _made(folder)
        least = told["sizes"][0]
        for each in told["sizes"]:
            yield from _size(each, least, told["processes"])
        yield from _served(folder, told)


def _size(told: dict[str, Any], least: dict[str, Any], processes: int) -> Iterator[Row]:
    beside = "" if told is least else f"with {least['size']:,}"
    yield Row(
        f"one of {told['size']:,} items published, until its pages, lists, feeds and map are files and it is found",
        f"{told['publish']:.2f} s of {SOON:.0f}, at most {told['worst']:.2f}; "
        f"{told['work']:.2f} s of processor; {told['made']:.0f} things made",
        told["publish"] / least["publish"] if beside else None,
        beside,
        kept=told["publish"] <= SOON,
    )
    yield Row(
        f"everything made anew, {told['size']:,} items, {processes} processes",
        f"{told['things'] / told['build']:.0f} things a second; {told['things']:,} in {told['build']:.0f} s",
        (least["things"] / least["build"]) / (told["things"] / told["build"]) if beside else None,
        f"the time of each {beside}",
    )
    yield Row(f"fingerprints of {told['size']:,} items", f"{told['items'] / told['sweep']:,.0f} a second")
    if "verify" in told:
        rate = told["verified"] / told["verify"]
        yield Row(
            f"everything verified, each of {told['verified']:,} files read", f"{rate:,.0f} files a second"
        )


def _served(folder: Path, told: dict[str, Any]) -> Iterator[Row]:
    ours, plain, hand = free_port(), free_port(), folder / "hand"
    hand.mkdir()
    site = told["configuration"].replace("@LISTEN", f"{HOST}:{ours}")
    more = f"server {{ listen {HOST}:{plain}; root {hand}; types {{ text/html html; }} }}"
    with fronted(folder, site, ours, plain, more=more):
        for what, path in (("item page", told["item"]), ("list", "/xxgk/")):
            page = (folder / "pages" / "hans" / path.strip("/") / "index.html").read_bytes()
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
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'src'}",
    }
    (folder / "data").mkdir()
    command = [sys.executable, "-c", SETUP.format(sizes=sorted(map(int, ITEMS.split(","))))]
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
