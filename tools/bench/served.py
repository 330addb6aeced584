"""Two web servers on this machine, each in service with granian, and how many pages a second they give when they take turns."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from threading import Thread

HOST = "127.0.0.1"
CALLERS = 4
SECONDS = 2.0
STARTS = 60.0  # seconds that a server may take


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers."""

    port: int

    def rate(self, addresses: Sequence[str], seconds: float = SECONDS) -> float:
        """Pages a second that several callers get, each over one connection, going round the addresses."""
        counts = [0] * CALLERS
        until = time.perf_counter() + seconds

        def call(number: int) -> None:
            connection = http.client.HTTPConnection(HOST, self.port)
            for address in cycle([*addresses[number::CALLERS]]):
                if time.perf_counter() >= until:
                    break
                fetch(connection, address)
                counts[number] += 1
            connection.close()

        started = time.perf_counter()
        callers = [Thread(target=call, args=(number,)) for number in range(CALLERS)]
        for caller in callers:
            caller.start()
        for caller in callers:
            caller.join()
        return sum(counts) / (time.perf_counter() - started)

    def once(self, addresses: Sequence[str]) -> float:
        """Pages a second, each address once, one after the other."""
        connection = http.client.HTTPConnection(HOST, self.port)
        started = time.perf_counter()
        for address in addresses:
            fetch(connection, address)
        taken = time.perf_counter() - started
        connection.close()
        return len(addresses) / taken

    def page(self, address: str) -> bytes:
        """What stands there."""
        return fetch(http.client.HTTPConnection(HOST, self.port), address)


def fetch(connection: http.client.HTTPConnection, address: str) -> bytes:
    """The answer; RuntimeError for any but a good one."""
    connection.request("GET", address)
    answer = connection.getresponse()
    data = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address} answers {answer.status}")
    return data


@contextmanager
def served(application: str, environment: dict[str, str], log: Path) -> Iterator[Server]:
    """The application in service: one worker, the rest as docs/operators says. Ended with all its workers."""
    port = _free_port()
    command = [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--workers", "1"]
    command += ["--workers-kill-timeout", "5", "--host", HOST, "--port", str(port), application]
    with log.open("wb") as out:
        running = subprocess.Popen(command, env={**os.environ, **environment}, stdout=out, stderr=out)
    try:
        _wait(port, running, log)
        yield Server(port)
    finally:
        running.terminate()
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()
            running.wait()


def _wait(port: int, running: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.perf_counter() + STARTS
    while time.perf_counter() < until and running.poll() is None:
        with socket.socket() as caller:
            if caller.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"the server does not answer: {log.read_text('utf-8', 'replace')[-500:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
