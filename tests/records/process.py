"""Writers as real processes: `python -m tests.records.process SCENARIO …` prints what is in the database at its end.

Writers are forks of this process, so that each starts at once. Each tells of what it has committed, and only then.
"""

import importlib
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import partial
from typing import IO, Any

import django
from django.db import connection, transaction

WRITERS = 16
NAME = "收件人.txt"
SERIES = "agency:7/letters/2026"
AT = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def fork(errand: Callable[[int], None]) -> tuple[int, IO[bytes]]:
    """A process that does one thing and says what it has done; its number, and the pipe to hear it."""
    connection.close()
    hears, says = os.pipe()
    number = os.fork()
    if number == 0:
        os.close(hears)
        code = 1
        try:
            errand(says)
            code = 0
        except BaseException:  # noqa: BLE001 - a fork must never run on as its parent
            sys.excepthook(*sys.exc_info())
        finally:
            os._exit(code)
    os.close(says)
    return number, os.fdopen(hears, "rb")


def attempt(says: int, word: str, act: Callable[[], object]) -> None:
    """Say the word when it was done, "refused" when it was."""
    from gongkai.records.actions.refused import Refused

    try:
        act()
    except Refused:
        word = "refused"
    os.write(says, f"{word}\n".encode())


def together(errands: Iterable[Callable[[int], None]]) -> dict[str, Any]:
    """All of them at once: how each ended, and how often which word was said."""
    started = [fork(errand) for errand in errands]
    said = Counter(line.decode().strip() for _, pipe in started for line in pipe)
    return {"codes": [ended(number, pipe) for number, pipe in started], "said": said}


def killed_again(errand: Callable[..., None], times: int) -> None:
    """Who does the errand is killed at a random moment once something was said, so many times.

    `errand`: with the pipe to say it, and `me`, the turn.
    """
    chance = random.Random(7)
    for turn in range(times):
        number, pipe = fork(partial(errand, me=turn))
        pipe.readline()
        time.sleep(chance.uniform(0, 0.03))
        os.kill(number, signal.SIGKILL)
        ended(number, pipe)


def declare() -> None:
    """The kinds of numbers that are taken."""
    from gongkai.records.models import number_kinds
    from tests.records.numbered import INDEX

    number_kinds.declare(number_kinds.NumberKind("letters", "答复书", "{year}{n:06}"))
    number_kinds.declare(INDEX)


def write(says: int, times: int, *, files: bool) -> None:
    """Read how far the numbers are, take one, store a file, log, all in one transaction; then say the number."""
    from gongkai.records.access import OPERATOR
    from gongkai.records.actions.files import receive, store
    from gongkai.records.actions.log import log
    from gongkai.records.actions.numbers import take_number
    from gongkai.records.queries.numbers import last_number

    at = AT
    for turn in range(times):
        taken = receive(f"{os.getpid()} {turn}".encode(), NAME) if files else None
        with transaction.atomic():
            seen = last_number(SERIES)
            number = take_number("letters", agency_id=7, at=at)
            stored = store(data=taken, agency_id=7, by=OPERATOR, at=at) if taken else None
            log(
                "tests.write",
                f"letter:{number.text}",
                by=OPERATOR,
                at=at,
                version=stored.digest if stored else "",
                details={"n": number.n, "seen": seen},
            )
        os.write(says, f"{number.n}\n".encode())


def crowd(times: str) -> dict[str, Any]:
    """All write at the same time."""
    started = time.perf_counter()
    writers = [fork(lambda says: write(says, int(times), files=False)) for _ in range(WRITERS)]
    said = [int(line) for _, pipe in writers for line in pipe]
    codes = [ended(number, pipe) for number, pipe in writers]
    return {"codes": codes, "said": said, "seconds": time.perf_counter() - started}


def changing(times: str) -> dict[str, Any]:
    """All take numbers, one or several at once; two go on changing the pattern meanwhile, back and forth."""
    writers = [fork(partial(take, times=int(times), who=who)) for who in range(WRITERS)]
    setters = [fork(partial(change, times=int(times), code=code)) for code in ("云", "云新")]
    said = [line.decode().split() for _, pipe in writers for line in pipe]
    codes = [ended(number, pipe) for number, pipe in writers + setters]
    return {"codes": codes, "said": said}


def take(says: int, times: int, who: int) -> None:
    """Take numbers, and give some back; say which were kept."""
    from gongkai.records.actions.numbers import take_numbers

    for turn in range(times):
        with transaction.atomic():
            made = take_numbers("letters", agency_id=7, at=AT, count=1 + (who + turn) % 5)
            back = (who + turn) % 7 == 0
            transaction.set_rollback(back)
        if not back:
            os.write(says, "".join(f"{number.n} {number.text}\n" for number in made).encode())


def change(_says: int, times: int, code: str) -> None:
    """Set the pattern, so that the other one's goes on from here."""
    from gongkai.records.access import OPERATOR
    from gongkai.records.actions.numbers import set_pattern

    for _ in range(times):
        set_pattern(
            "letters",
            agency_id=7,
            from_year=2026,
            text="{code}〔{year}〕{n}号",
            parts={"code": code},
            by=OPERATOR,
            at=AT,
        )


def clashing(times: str) -> dict[str, Any]:
    """Half of them take numbers for one agency, half for another one that writes the same code."""
    writers = [fork(partial(clash, times=int(times), agency_id=7 + who % 2)) for who in range(WRITERS)]
    said = [line.decode().split() for _, pipe in writers for line in pipe]
    return {"codes": [ended(number, pipe) for number, pipe in writers], "said": said}


def clash(says: int, times: int, agency_id: int) -> None:
    """Try to take numbers; say agency and words of those that were given, and "refused" where one was refused."""
    from gongkai.records.actions.numbers import NumberTaken, take_number

    for _ in range(times):
        try:
            with transaction.atomic():
                text = take_number("index_no", agency_id=agency_id, at=AT, org="000014349").text
        except NumberTaken:
            text = "refused"
        os.write(says, f"{agency_id} {text}\n".encode())


def killed(rounds: str, seed: str) -> dict[str, Any]:
    """Some write and store files; all are killed at a random moment, again and again."""
    chance, said = random.Random(int(seed)), []
    for _ in range(int(rounds)):
        writers = [fork(lambda says: write(says, 10_000, files=True)) for _ in range(2)]
        first = writers[0][1].readline()
        time.sleep(chance.uniform(0, 0.05))
        for number, _ in writers:
            os.kill(number, signal.SIGKILL)
        said += [int(first)]
        said += [int(line) for _, pipe in writers for line in pipe if line.endswith(b"\n")]
        for number, pipe in writers:
            ended(number, pipe)
    return {"codes": [], "said": said}


def ended(number: int, pipe: IO[bytes]) -> int:
    pipe.read()  # who still has something to say is heard
    pipe.close()
    return os.waitstatus_to_exitcode(os.waitpid(number, 0)[1])


def result() -> dict[str, Any]:
    """What is in the database, and what is wrong with it."""
    from gongkai.records.models import GivenNumber, LogEntry
    from gongkai.records.queries.chain import ends, faults
    from gongkai.records.queries.files import damaged
    from gongkai.records.queries.numbers import last_number

    entries = LogEntry.objects.order_by("seq")
    return {
        "vendor": connection.vendor,
        "numbers": [details["n"] for details in entries.values_list("details", flat=True) if "n" in details],
        "given": list(GivenNumber.objects.filter(series=SERIES).order_by("n").values_list("n", "text")),
        "last": last_number(SERIES),
        "head": ends().head.seq,
        "faults": [fault.what for fault in faults()],
        "damaged": [damage.what for damage in damaged()],
    }


def main(scenario: str, *words: str) -> None:
    django.setup()
    declare()
    importlib.import_module("gongkai.records.actions.files")  # once, not in every fork
    said = globals()[scenario](*words)
    sys.stdout.write(json.dumps({**result(), **said}))


if __name__ == "__main__":
    main(*sys.argv[1:])
