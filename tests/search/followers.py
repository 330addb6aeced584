"""Followers that are killed: `python -m tests.search.followers ROUNDS SEED` prints what index and database have at the end."""

import json
import os
import random
import signal
import sys
import time
from functools import partial
from typing import Any

import django
from django.conf import settings

from tests.records.process import ended, fork

THINGS = 60
WORDS = ("土地使用税", "管理办法", "公开指南", "预算绩效", "养老服务")


def writes(says: int, seed: int) -> None:
    """Put in, change and drop things, until nobody hears of it."""
    from gongkai.search.actions.putting import drop, put_all
    from gongkai.search.models import EntryKind
    from tests.search.shelf import AT, a_put

    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    chance = random.Random(seed)
    while True:
        if chance.random() < 0.3:
            drop(EntryKind.ITEM, str(chance.randrange(THINGS)))
        else:
            keys = chance.sample(range(THINGS), 3)
            put_all((a_put(str(key), text="".join(chance.choices(WORDS, k=9))) for key in keys), at=AT)
        os.write(says, b"written\n")


def follows(says: int) -> None:
    """Take in whatever there is, in small slices, again and again."""
    from gongkai.search.actions import following

    following.SLICE = 7
    while True:
        if following.follow():
            os.write(says, b"taken in\n")


def builds(says: int) -> None:
    """Make the index anew, again and again."""
    from gongkai.documents.searching.grams import Vocabulary
    from gongkai.search.actions.following import build

    while True:
        build(vocabulary=Vocabulary(WORDS))
        os.write(says, b"built\n")


def result() -> dict[str, Any]:
    """What the index has otherwise than the database, and how many of both there are."""
    from gongkai.search.backends import tantivy
    from gongkai.search.backends.looked import Looked
    from gongkai.search.models import EntryText, Pending

    texts = list(EntryText.objects.select_related("entry"))
    held = tantivy.read([text.pk for text in texts])
    unlike = [text.pk for text in texts if held.get(text.pk) != tantivy.digest(text.entry, text.folded)]
    found = tantivy.find(Looked(counted=()))
    return {
        "unlike": unlike,
        "left": list(tantivy.left()),
        "totals": [found.total, len(texts)],
        "pending": Pending.objects.count(),
        "folders": sum(path.is_dir() for path in (settings.DATA / "search").iterdir()),
    }


def main(rounds: str, seed: str) -> None:
    django.setup()
    from gongkai.documents.searching.grams import Vocabulary
    from gongkai.search.actions.following import build, follow
    from tests.search.shelf import agency

    agency()
    build(vocabulary=Vocabulary(WORDS[:2]))
    chance = random.Random(int(seed))
    for turn in range(int(rounds)):
        writer = fork(partial(writes, seed=chance.randrange(10**6)))
        other = fork(builds if turn % 3 == 2 else follows)
        other[1].readline()
        time.sleep(chance.uniform(0, 0.1))
        for number, pipe in (other, writer):
            os.kill(number, signal.SIGKILL)
            ended(number, pipe)
    while follow():
        pass
    followed = result()
    build(vocabulary=Vocabulary(WORDS))
    sys.stdout.write(json.dumps({"followed": followed, "built": result()}))


if __name__ == "__main__":
    main(*sys.argv[1:])
