"""The whole platform under mixed traffic, with publishing going on: what goes wrong, how soon readers see it, what memory does.

nginx with the configuration that is shipped, the web server, the worker, the process that follows with files, each as in service;
readers in a process of their own. `BENCH_LOAD_MINUTES=30` for the figure of the target. Afterwards processes are killed while
readers go on, and the manifest is verified.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import IO, Any

from tests.endurance.process import Service
from tools.bench.fronted import HOST, free_port, fronted
from tools.bench.rounds import Row
from tools.bench.sides import ROOT

MINUTES = float(os.environ.get("BENCH_LOAD_MINUTES", "1"))
ITEMS = int(os.environ.get("BENCH_LOAD_ITEMS", "2000"))
SHARE = float(os.environ.get("BENCH_LOAD_SHARE", "0.5"))
"""Of the rate that the machine gave when readers asked as fast as they could: what it holds while it does everything else too."""
EVERY = 10.0  # seconds between two acts of the office
FULL = 10.0  # seconds in which readers ask as fast as they can
LATE = 5.0  # seconds after which a page is stale
GROWTH = 1.15  # of the memory of the first third of the time
KILLS = 10
SETUP = "import django; django.setup(); from tools.bench import load_side; load_side.main()"


def load() -> Iterator[Row]:
    """Readers and an office at once, for the minutes that were asked for; then the same with processes that are killed."""
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-load-") as name, ExitStack() as stack:
        site = stack.enter_context(_site(Path(name)))
        full = site.readers(FULL, 0)
        rate = full["good"] / full["seconds"]
        yield Row(
            "mixed traffic, as fast as answers come",
            f"{rate:,.0f} requests a second; {_odd(full)}",
            kept=not full["odd"],
        )
        yield from _held(site, rate * SHARE)
        yield from _killed(site, rate * SHARE)


def _held(site: "_Site", rate: float) -> Iterator[Row]:
    """The time that was asked for, at a rate that the machine holds."""
    memory: list[dict[str, float]] = []
    with site.office_at_work(), _watched(site, memory):
        told = site.readers(60 * MINUTES, rate)
    yield Row(
        f"{MINUTES:g} minutes at {rate:,.0f} requests a second",
        f"{told['good']:,} answers; {_odd(told)}",
        kept=not told["odd"],
    )
    for kind, figures in told["kinds"].items():
        yield Row(
            f"… {kind}",
            f"{figures['count']:,}, {figures['median']:.1f} ms, p99 {figures['p99']:.0f}, most {figures['most']:.0f}",
        )
    yield from _seen(site)
    for name in memory[0] if memory else ():
        first, last = (
            statistics.median(each[name] for each in part)
            for part in (memory[: len(memory) // 3 or 1], memory[-(len(memory) // 3 or 1) :])
        )
        yield Row(
            f"memory of {name}",
            f"{first:.0f} MB in the first third, {last:.0f} in the last",
            kept=last <= GROWTH * first + 5,
        )


def _seen(site: "_Site") -> Iterator[Row]:
    for what, title in (
        ("page", "published, until its page is read"),
        ("list", "… until a list has it"),
        ("gone", "taken back, until its page is gone"),
    ):
        taken = [each[what] for each in site.told if what in each]
        if taken:
            yield Row(
                title,
                f"{statistics.median(taken):.2f} s, most {max(taken):.2f} of {LATE:.0f} ({len(taken)})",
                kept=max(taken) <= LATE,
            )


def _killed(site: "_Site", rate: float) -> Iterator[Row]:
    """Processes killed in turn while readers go on and the office publishes; then the files are verified."""
    chance, told = random.Random(12), []  # noqa: S311 - whom it hits
    reading = Thread(target=lambda: told.append(site.readers(2.0 * KILLS + 5, rate)))
    reading.start()
    with site.office_at_work():
        for _ in range(KILLS):
            victim = chance.choice([site.services["web"], site.services["worker"], site.services["follow"]])
            time.sleep(1.0 + chance.random())
            victim.kill()
            victim.start()
    reading.join()
    site.gongkai("static", "build")
    verdict = site.gongkai("static", "verify", "--whole", check=False)
    yield Row(
        f"{KILLS} times kill -9 of web server, worker, or what follows",
        f"{told[0]['good']:,} answers, {_odd(told[0])}; verified afterwards: {verdict.strip().splitlines()[-1]}",
        kept=site.clean,
    )


def _odd(told: dict[str, Any]) -> str:
    return "；".join(f"{what} {number} times" for what, number in told["odd"].items()) or "no error"


@dataclass(slots=True)
class _Site:
    """The platform in service, behind nginx."""

    folder: Path
    environment: dict[str, str]
    port: int
    addresses: Path
    office: "subprocess.Popen[str]"
    services: dict[str, Service] = field(default_factory=dict)
    told: list[dict[str, float]] = field(default_factory=list)
    clean: bool = False

    def readers(self, seconds: float, rate: float) -> dict[str, Any]:
        """What readers got."""
        command = [sys.executable, "-m", "tools.bench.load_traffic"]
        command += [str(self.port), f"{seconds}", f"{rate}", str(self.addresses)]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    @contextmanager
    def office_at_work(self) -> Iterator[None]:
        """One is published or taken back after the other."""
        stop = Event()

        def work() -> None:
            while not stop.wait(EVERY):
                self.told.append(_asked(self.office, str(self.port)))

        worker = Thread(target=work)
        worker.start()
        try:
            yield
        finally:
            stop.set()
            worker.join()

    def gongkai(self, *command: str, check: bool = True) -> str:
        """What a command says."""
        done = subprocess.run(
            [sys.executable, "-m", "gongkai", *command],
            env={**os.environ, **self.environment},
            stdout=subprocess.PIPE,
            text=True,
            check=check,
        )
        self.clean = done.returncode == 0
        return done.stdout


def _asked(office: "subprocess.Popen[str]", line: str) -> dict[str, Any]:
    sent, got = _pipes(office)
    sent.write(f"{line}\n")
    sent.flush()
    told: dict[str, Any] = json.loads(got.readline())
    return told


def _pipes(office: "subprocess.Popen[str]") -> tuple[IO[str], IO[str]]:
    if office.stdin is None or office.stdout is None:
        raise RuntimeError("the office has no pipes")
    return office.stdin, office.stdout


@contextmanager
def _site(folder: Path) -> Iterator[_Site]:
    folder.chmod(0o755)
    (folder / "data").mkdir()
    environment = {
        "DJANGO_SETTINGS_MODULE": "gongkai.settings",
        "GONGKAI_SECRET_KEY": "for measuring only",
        "GONGKAI_DATABASE": f"sqlite:///{folder}/ours.sqlite3",
        "GONGKAI_DATA": str(folder / "data"),
        "GONGKAI_STATIC_PAGES": str(folder / "pages"),
        "GONGKAI_PROXIES": "1",
        "GONGKAI_API_PER_HOUR": "1000000",  # all readers come from one address
        "PYTHONPATH": str(ROOT),
    }
    acts = int(60 * MINUTES / EVERY + KILLS) + 10
    addresses, upstream = folder / "addresses", free_port()
    office = subprocess.Popen(
        [sys.executable, "-c", SETUP, str(ITEMS), str(acts), str(addresses)],
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        _, got = _pipes(office)
        configuration = json.loads(got.readline())["configuration"].replace("@UPSTREAM", f"{upstream}")
        services = {
            name: Service(command, folder / f"{name}.log", environment)
            for name, command in _commands(upstream).items()
        }
        try:
            listen = free_port()
            with fronted(folder, configuration.replace("@LISTEN", f"{listen}"), listen, upstream):
                yield _Site(folder, environment, listen, addresses, office, services)
        finally:
            for service in services.values():
                service.kill()
    finally:
        office.kill()
        office.wait()


def _commands(port: int) -> dict[str, list[str]]:
    options = ["--interface", "wsgi", "--workers", "2", "--workers-kill-timeout", "5", "--host", HOST]
    return {
        "web": ["granian", *options, "--port", f"{port}", "gongkai.wsgi:application"],
        "worker": ["gongkai", "worker"],
        "follow": ["gongkai", "static", "follow"],
    }


@contextmanager
def _watched(site: _Site, memory: list[dict[str, float]]) -> Iterator[None]:
    """The memory of each service and all that it started, every five seconds, in MB."""
    stop = Event()

    def watch() -> None:
        while not stop.wait(5):
            memory.append({name: _megabytes(each.running.pid) for name, each in site.services.items()})

    watcher = Thread(target=watch)
    watcher.start()
    try:
        yield
    finally:
        stop.set()
        watcher.join()


def _megabytes(group: int) -> float:
    """Resident memory of a process group; what it shares is counted once for each."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parts = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(parts[2]) == group:
            total += int(parts[21])
    return total * os.sysconf("SC_PAGE_SIZE") / 1e6
