"""Citizens and officers as real processes: `python -m tests.applications.process SCENARIO` prints what is in the database then."""

import base64
import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import django
from django.conf import settings
from django.db import connection

from tests.records.process import ended, fork

SENDERS, WRITERS, TIMES = 8, 16, 5
CASES, ROUNDS = 8, 6
TICKET = UUID(int=7)


def attempt(says: int, act: Callable[[], object]) -> None:
    """Say what came of it: what the action returned, or "refused"."""
    from gongkai.records.actions.refused import Refused

    try:
        word = str(act())
    except Refused:
        word = "refused"
    os.write(says, f"{word}\n".encode())


def submits(says: int, at: Any, times: int, ticket: UUID | None = None) -> None:
    from tests.applications.office import submitted

    for _ in range(times):
        attempt(says, lambda: submitted(at, ticket=ticket or uuid4()).number)


def together(errands: list[Callable[[int], None]]) -> dict[str, Any]:
    """All at once; what they said, and how they ended."""
    started = [fork(errand) for errand in errands]
    said = Counter(line.decode().strip() for _, pipe in started for line in pipe)
    return {"codes": [ended(number, pipe) for number, pipe in started], "said": said}


def same_form(at: Any) -> dict[str, Any]:
    """One form, sent by eight processes at once."""
    return together([partial(submits, at=at, times=3, ticket=TICKET)] * SENDERS)


def crowd(at: Any) -> dict[str, Any]:
    """Sixteen send forms, as fast as they can."""
    return together([partial(submits, at=at, times=TIMES)] * WRITERS)


def issues(says: int, at: Any, ids: list[int], me: int) -> None:
    """Issue all of them, in an order of one's own."""
    from gongkai.applications import actions
    from tests.applications.office import OFFICER, after

    for decision_id in random.Random(me).sample(ids, len(ids)):
        attempt(says, partial(actions.issue, decision_id=decision_id, by=at[OFFICER], at=after(5)))


def drafts(says: int, at: Any, application_id: int, me: int) -> None:
    """Change the draft that everybody has read."""
    from gongkai.applications import actions
    from gongkai.applications.queries.deciding import Part
    from tests.applications.office import CLEARED, OFFICER, after

    attempt(
        says,
        partial(
            actions.save_decision,
            application_id=application_id,
            parts=[Part(1, "granted", "provided")],
            text=f"第{me}人写的答复。",
            facts=CLEARED,
            by=at[OFFICER],
            at=after(2),
            revision=1,
        ),
    )


def signed_cases(at: Any, many: int) -> list[int]:
    """Decisions that wait for nothing but to be sent out."""
    from tests.applications.office import after, confirmed, drafted, sent, signed

    ids = []
    for _ in range(many):
        decision_id = drafted(at, confirmed(at), "granted", "provided", when=after(2))
        sent(at, decision_id, when=after(2))
        signed(at, decision_id, when=after(2))
        ids.append(decision_id)
    return ids


def officers(at: Any) -> dict[str, Any]:
    """Two send out the same replies at once; four change one draft that each of them has read."""
    from tests.applications.office import after, confirmed, drafted

    ids = signed_cases(at, CASES)
    one = confirmed(at)
    drafted(at, one, "granted", "provided", when=after(2))
    told = together([partial(issues, at=at, ids=ids, me=me) for me in range(2)])
    wrote = together([partial(drafts, at=at, application_id=one, me=me) for me in range(4)])
    return {**told, "wrote": wrote["said"], "codes": told["codes"] + wrote["codes"]}


def killed(errand: Callable[[int], None], chance: random.Random) -> list[str]:
    """What somebody said to have done before being killed at a random moment."""
    number, pipe = fork(errand)
    first = pipe.readline()
    time.sleep(chance.uniform(0, 0.03))
    os.kill(number, signal.SIGKILL)
    said = [first, *(line for line in pipe if line.endswith(b"\n"))]
    ended(number, pipe)
    return [line.decode().strip() for line in said]


def killed_citizens(at: Any) -> dict[str, Any]:
    """Killed in the middle of sending, again and again; then one more comes, and gets the next number."""
    chance = random.Random(7)
    said = [word for _ in range(ROUNDS) for word in killed(partial(submits, at=at, times=100), chance)]
    after = together([partial(submits, at=at, times=1)])
    return {"codes": after["codes"], "said": Counter(said) + after["said"]}


def killed_officers(at: Any) -> dict[str, Any]:
    """Killed in the middle of sending out; then the rest goes out."""
    ids, chance = signed_cases(at, CASES), random.Random(7)
    said = [word for me in range(ROUNDS) for word in killed(partial(issues, at=at, ids=ids, me=me), chance)]
    between = result()
    rest = together([partial(issues, at=at, ids=ids, me=0)])
    return {"codes": rest["codes"], "said": Counter(said) + rest["said"], "between": between}


def result() -> dict[str, Any]:
    """What is in the database, and what does not fit together in it."""
    from gongkai.applications.models import Application, Decision, Doing, Event
    from gongkai.applications.queries.clocks import ledger_of, where
    from gongkai.law.ledger import Kind
    from gongkai.records.models import GivenNumber, LogEntry
    from gongkai.records.queries.chain import faults

    wrong = []
    for one in Application.objects.select_related("applicant").prefetch_related("events", "wanted"):
        stands = where(ledger_of(one, one.events.all()), one.settled_on)
        if (one.state, one.row, one.due_on) != (stands.clock.state, stands.row, stands.clock.due_on):
            wrong.append(f"{one.number} does not stand where its facts say")
        whole = str(one.applicant.name) and one.wanted.all() and one.events.filter(kind=Doing.SUBMITTED)
        if not whole:
            wrong.append(f"{one.number} is half an application")
    issued = Decision.objects.filter(issued_at__isnull=False)
    replied = Event.objects.filter(kind=Kind.REPLIED)
    given = GivenNumber.objects.values_list("register", "text")
    return {
        "vendor": connection.vendor,
        "numbers": sorted(Application.objects.values_list("number", flat=True)),
        "given": sorted(text for register, text in given if register == "application_no"),
        "submitted": LogEntry.objects.filter(action="applications.submit").count(),
        "replies": sorted(issued.values_list("number", flat=True)),
        "replied": sorted(details["number"] for details in replied.values_list("details", flat=True)),
        "logged": sorted(
            details["number"]
            for details in LogEntry.objects.filter(action="applications.issue").values_list(
                "details", flat=True
            )
        ),
        "ended": Application.objects.exclude(row="").count(),
        "wrong": wrong,
        "faults": [fault.what for fault in faults()],
    }


def main(scenario: str) -> None:
    django.setup()
    settings.SEALING_KEYS = "test:" + base64.b64encode(bytes(32)).decode()
    from gongkai.jobs import known
    from tests.applications.office import office

    known.load()  # as a server has: reading the addresses takes seconds, and would hold the database
    told = globals()[scenario](office())
    sys.stdout.write(json.dumps({**result(), **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
