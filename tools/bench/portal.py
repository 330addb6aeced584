"""The page of a public item, against the page of an article on stock Wagtail, both in service on this machine."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tools.bench import stock_site
from tools.bench.rounds import ROUNDS, Row
from tools.bench.served import Server, served

ITEMS = 2_000
READ = 400  # pages that visitors go round
FRESH = 200  # pages that nobody has read yet
FILES = 12  # of each kind
QUERIES = 6
WEIGHT = 60  # KB, with style and script, without attachments
TARGET = 0.5  # of the time that stock Wagtail takes
ROOT = Path(__file__).resolve().parents[2]
SETUP = "import django; django.setup(); from tools.bench import portal_items; portal_items.main({size})"


def portal() -> Iterator[Row]:
    """The two servers take turns; the middle round counts."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-portal-") as name, ExitStack() as stack:
        folder = Path(name)
        told, environment = _filled(folder)
        ours = stack.enter_context(served("gongkai.wsgi:application", environment, folder / "ours.log"))
        theirs = stack.enter_context(stock_site.site(folder, ITEMS))
        addresses, others = told["addresses"], [f"/n{number}/" for number in range(ITEMS)]
        fresh = ours.once(addresses[READ : READ + FRESH])
        ours.once(addresses[:READ])
        theirs.once(others[:FRESH])
        rounds = [(ours.rate(addresses[:READ]), theirs.rate(others[:READ])) for _ in range(ROUNDS)]
        mine, stock = (statistics.median(each[side] for each in rounds) for side in (0, 1))
        yield Row(
            f"item page, {READ} of {ITEMS:,} in turn, SQLite",
            f"{mine:.0f} a second; Wagtail {stock:.0f}",
            statistics.median(other / one for one, other in rounds),
            "the time of a page of stock Wagtail",
            TARGET,
        )
        yield Row(
            "item page, read for the first time",
            f"{fresh:.0f} a second, {told['queries']} queries of {QUERIES}",
            kept=told["queries"] <= QUERIES,
        )
        for kind in ("pdf", "docx"):
            yield Row(
                f"{kind.upper()} of an item, made in a process of its own", _made(ours, addresses, kind)
            )
        weight = _weight(ours, addresses[0]) / 1024
        yield Row(
            "weight of an item page", f"{weight:.0f} KB of {WEIGHT}, uncompressed", kept=weight <= WEIGHT
        )


def _filled(folder: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """Our database and static files, and the environment in which they are served."""
    environment = {
        "DJANGO_SETTINGS_MODULE": "gongkai.settings",
        "GONGKAI_SECRET_KEY": "for measuring only",
        "GONGKAI_DATABASE": f"sqlite:///{folder}/ours.sqlite3",
        "GONGKAI_DATA": str(folder / "data"),
        "PYTHONPATH": str(ROOT),
    }
    (folder / "data").mkdir()
    command = [sys.executable, "-c", SETUP.format(size=ITEMS)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told, environment


def _made(server: Server, addresses: list[str], kind: str) -> str:
    """The middle time of one file, each of another item; the first one starts the server of those processes."""
    taken = [1000 / server.once([f"{address}item.{kind}"]) for address in addresses[:FILES]]
    return f"{statistics.median(taken[1:]):.0f} ms"


def _weight(server: Server, address: str) -> int:
    """Bytes of a page and of all that it loads."""
    html = server.page(address)
    loaded = set(re.findall(r'(?:href|src)="(/static/[^"]+)"', html.decode()))
    return len(html) + sum(len(server.page(each)) for each in sorted(loaded))
