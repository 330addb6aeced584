"""Writers, askers and whoever makes the index anew, as real processes: `python -m tests.search.writers SCENARIO`."""

import json
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import django

from tests.records.process import ended, fork

WRITERS, ASKERS, TURNS, KEYS, ROUNDS = 16, 3, 20, 40, 8
LONG, STILL = "政务公开工作要点", "岿然不动的一件"
AT = datetime(2026, 3, 2, tzinfo=UTC)


def one(key: str, version: int, agency_id: int) -> Any:
    """A thing as it is at some time."""
    from tests.search.shelf import a_put

    text = f"{STILL if key == 'still' else ''}{LONG}，第{key}件第{version}稿，{'推进落实' * (version % 7)}"
    return a_put(key, title=f"第{version}稿的通知", text=text, agency_id=agency_id, genre=f"g{version % 5}")


def writes(says: int, me: int, turns: int, agency_id: int) -> None:
    """Put things in and drop them, in no order."""
    from gongkai.search.actions.putting import drop, put_all
    from gongkai.search.models import EntryKind

    chance = random.Random(me)
    for turn in range(turns):
        keys = [str(key) for key in chance.sample(range(KEYS), 3)]
        if chance.random() < 0.3:
            drop(EntryKind.ITEM, keys[0])
        else:
            version = me * 100 + turn
            put_all([one(key, version, agency_id) for key in keys], at=AT + timedelta(seconds=turn))
    os.write(says, b"written\n")


def asks(says: int) -> None:
    """What is never touched is always found, and every answer fits together; say which does not."""
    from gongkai.search.queries.asked import Asked
    from gongkai.search.queries.finding import find

    for _ in range(TURNS):
        for text in (LONG, f"{STILL} {LONG}", "的通知", STILL, "公开工作"):
            answer = find(Asked(text, size=100))
            counts = {sum(value.hits for value in answer.facets[facet]) for facet in ("agency", "genre")}
            if counts != {answer.total} or "still" not in {hit.key for hit in answer.hits}:
                os.write(says, f"{text}: {answer.total} {counts}\n".encode())


def makes_anew(says: int, times: int) -> None:
    """Make the index anew, so many times."""
    from gongkai.search.actions.reindexing import reindex

    for _ in range(times):
        reindex(at=AT)
        os.write(says, b"anew\n")


def crowd(agency_id: int) -> dict[str, Any]:
    """All at once."""
    started = [fork(partial(writes, me=me, turns=TURNS, agency_id=agency_id)) for me in range(WRITERS)]
    started += [fork(asks) for _ in range(ASKERS)] + [fork(partial(makes_anew, times=3))]
    said = [line.decode().strip() for _, pipe in started for line in pipe]
    return {"said": said, "codes": [ended(number, pipe) for number, pipe in started]}


def killed(agency_id: int) -> dict[str, Any]:
    """Whoever makes the index anew is killed, again and again, while others write and ask; then it is finished."""
    chance = random.Random(7)
    started = [fork(partial(writes, me=me, turns=TURNS * 3, agency_id=agency_id)) for me in range(3)]
    started += [fork(asks)]
    for _ in range(ROUNDS):
        number, pipe = fork(partial(makes_anew, times=50))
        time.sleep(chance.uniform(0.02, 0.6))
        os.kill(number, signal.SIGKILL)
        ended(number, pipe)
    said = [line.decode().strip() for _, pipe in started for line in pipe]
    between = result()
    started.append(fork(partial(makes_anew, times=1)))
    said += [line.decode().strip() for line in started[-1][1]]
    return {"said": said, "codes": [ended(number, pipe) for number, pipe in started], "between": between}


def result() -> dict[str, Any]:
    """What is found and what is there, and what is wrong."""
    from gongkai.search.models import Entry, EntryText, WordList
    from gongkai.search.queries.asked import Asked
    from gongkai.search.queries.finding import find
    from gongkai.search.queries.verifying import faults, sound

    return {
        "found": sorted(hit.key for hit in find(Asked(LONG, size=100)).hits),
        "there": sorted(Entry.objects.values_list("key", flat=True)),
        "faults": [str(fault) for fault in faults()],
        "sound": sound(),
        "waiting": WordList.objects.filter(ready_at=None).count(),
        "lists": [
            any(LONG in word for word in words)
            for words in WordList.objects.order_by("pk").values_list("words", flat=True)
        ],
        "behind": EntryText.objects.exclude(words=WordList.objects.latest("pk").pk).count(),
    }


def main(scenario: str) -> None:
    django.setup()
    from gongkai.documents.searching import grams
    from gongkai.search.actions import reindexing
    from gongkai.search.actions.putting import put_all
    from tests.search.shelf import agency

    grams.COMMON, reindexing.BATCH = 1, 4  # as in a large index
    agency_id = agency().pk
    put_all([one(str(key), key, agency_id) for key in [*range(KEYS)]], at=AT)
    put_all([one("still", 1, agency_id)], at=AT)
    told = globals()[scenario](agency_id)
    sys.stdout.write(json.dumps({**result(), **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
