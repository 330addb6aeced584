"""Readers of the portal, in a process of their own: `python -m tools.bench.load_traffic PORT SECONDS RATE ADDRESSES` prints what they got.

Each address in the file is `kind address`. RATE 0: as fast as answers come; else so many requests a second in all.
"""

import http.client
import json
import random
import statistics
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread

HOST = "127.0.0.1"
READERS = 8
PATIENCE = 20.0  # seconds for one answer
SHARES = {"page": 60, "list": 12, "feed": 6, "map": 2, "file": 4, "search": 8, "api": 5, "form": 3}
"""Of a hundred requests."""
_ENCODINGS = ("gzip", "identity")


@dataclass(slots=True)
class Got:
    """What one reader got. `odd`: whatever was no good answer, with its number."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    odd: Counter[str] = field(default_factory=Counter)


class Reader:
    """One reader, with one connection that is kept and made anew where it was cut off."""

    def __init__(self, port: int, addresses: dict[str, list[str]], seed: int) -> None:
        self._port, self._addresses = port, addresses
        self._chance = random.Random(seed)  # noqa: S311 - what is read next
        self._line: http.client.HTTPConnection | None = None
        self.got = Got()

    def read(self, until: float, apart: float) -> None:
        """Ask until the time is over, not more often than every `apart` seconds."""
        due = time.perf_counter() + self._chance.random() * apart
        while (now := time.perf_counter()) < until:
            if due > now:
                time.sleep(min(due, until) - now)
            due = max(due + apart, now)
            self._ask()

    def _ask(self) -> None:
        [kind] = self._chance.choices(list(SHARES), list(SHARES.values()))
        address = self._chance.choice(self._addresses[kind])
        begun = time.perf_counter()
        try:
            status = self._answer(address)
        except (OSError, http.client.HTTPException) as error:
            self.got.odd[f"{kind} {type(error).__name__}"] += 1
            self._line = None
            time.sleep(0.02)  # whoever is cut off asks again, but not without a breath
            return
        if status == http.client.OK:
            self.got.taken[kind].append(time.perf_counter() - begun)
        else:
            self.got.odd[f"{kind} {status}"] += 1

    def _answer(self, address: str) -> int:
        line = self._line or http.client.HTTPConnection(HOST, self._port, timeout=PATIENCE)
        self._line = line
        headers = {"Host": "localhost", "Accept-Encoding": self._chance.choice(_ENCODINGS)}
        line.request("GET", address, headers=headers)
        answer = line.getresponse()
        while answer.read(1 << 16):
            pass
        return answer.status


def main(port: str, seconds: str, rate: str, file: str) -> None:
    """Let them read, and print the figures as JSON."""
    addresses = defaultdict[str, list[str]](list)
    for row in Path(file).read_text("utf-8").splitlines():
        kind, _, address = row.partition(" ")
        addresses[kind].append(address)
    readers = [Reader(int(port), addresses, seed) for seed in range(READERS)]
    apart = READERS / float(rate) if float(rate) else 0.0
    begun = time.perf_counter()
    threads = [Thread(target=each.read, args=(begun + float(seconds), apart)) for each in readers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    taken = {kind: sorted(t for each in readers for t in each.got.taken[kind]) for kind in SHARES}
    odd = sum((each.got.odd for each in readers), Counter[str]())
    told = {
        "seconds": spent,
        "good": sum(map(len, taken.values())),
        "odd": odd,
        "kinds": {kind: _figures(all_of_it) for kind, all_of_it in taken.items() if all_of_it},
    }
    sys.stdout.write(json.dumps(told))


def _figures(taken: list[float]) -> dict[str, float]:
    """How many answers, the middle one and the slowest of a hundred in milliseconds, the slowest of all."""
    return {
        "count": len(taken),
        "median": 1000 * statistics.median(taken),
        "p99": 1000 * taken[min(len(taken) - 1, int(len(taken) * 0.99))],
        "most": 1000 * taken[-1],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
