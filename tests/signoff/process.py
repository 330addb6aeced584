"""Sixteen people at once, as real processes: `python -m tests.signoff.process` prints what is in the database then.

First all send the same things into sign-off, then eight at a time go for the same step, then some agree while others
change the text. Each says what was acknowledged, and only then.
"""

import importlib
import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import django
from django.db import connection

from tests.records.process import attempt, ended, fork

CROWD = 16
THINGS = 8
# Without periods, so that no calendar is needed.
STEPS = [
    [
        {"id": "secrecy", "title": "保密审查", "role": "secrecy_reviewer"},
        {"id": "legal", "title": "法制审核", "role": "legal_reviewer"},
    ],
    [{"id": "office", "title": "审核", "role": "office_head"}],
    [{"id": "signature", "title": "签发", "role": "leader"}],
]


def together(errand: Callable[[int, int], None]) -> tuple[list[int], Counter[str]]:
    """Sixteen processes with their numbers; how each ended, and how often which words were said."""
    people = [fork(partial(flipped, errand, me)) for me in range(CROWD)]
    words = Counter(line.decode().strip() for _, pipe in people for line in pipe)
    return [ended(number, pipe) for number, pipe in people], words


def flipped(errand: Callable[[int, int], None], me: int, says: int) -> None:
    errand(says, me)


def main() -> None:
    django.setup()
    from gongkai.law.roles import Role
    from gongkai.records.access import OPERATOR
    from gongkai.signoff import actions
    from gongkai.signoff.models import Round
    from gongkai.signoff.models.kinds import declare
    from tests.signoff import office

    declare(office.TRIAL)
    actions.set_chain(agency_id=None, kind="trial", steps=STEPS, by=OPERATOR, at=office.NOON)
    a = office.office()
    crowds = {
        role: [office.another(a, role, f"{role.value}-{me}") for me in range(CROWD)]
        for role in (Role.HANDLER, *office.STEPS.values())
    }

    def sends(says: int, me: int) -> None:
        for thing in range(THINGS):
            by = crowds[Role.HANDLER][me]
            attempt(says, "start", lambda: office.send(a, by=by, subject=f"trial:{thing}"))  # noqa: B023 - at once

    def reviews(says: int, me: int) -> None:
        step = "secrecy" if me % 2 else "legal"
        for sent in rounds:
            by = crowds[office.STEPS[step]][me]
            attempt(says, "propose", lambda: office.agree(sent, step, by))  # noqa: B023 - at once

    def changes(says: int, me: int) -> None:
        for sent in rounds:
            if me % 4:
                by = crowds[Role.OFFICE_HEAD][me]
                attempt(says, "propose", lambda: office.agree(sent, "office", by))  # noqa: B023 - at once
            else:
                by, words = crowds[Role.HANDLER][me], office.digest(f"乙{me}")
                attempt(
                    says,
                    "change",
                    lambda: actions.change(round_id=sent, digest=words, by=by, at=office.NOON),  # noqa: B023 - at once
                )

    importlib.import_module("gongkai.signoff.queries")
    codes, words = together(sends)
    rounds = list(Round.objects.order_by("pk").values_list("pk", flat=True))
    for errand in (reviews, changes):
        more, said = together(errand)
        codes, words = codes + more, words + said
    sys.stdout.write(json.dumps({"codes": codes, "said": words, **result()}))


def result() -> dict[str, Any]:
    """What is in the database, and what does not fit together in it."""
    from gongkai.records.models import LogEntry
    from gongkai.records.queries.chain import faults
    from gongkai.signoff.models import Opinion, Revision, Round
    from gongkai.signoff.queries.course import follow

    logged = Counter(LogEntry.objects.values_list("action", flat=True))
    wrong = []
    for held in Round.objects.select_related("chain"):
        now = follow(held).standing
        expected = {step.id for step in now.turns} or {"draft"}
        if set(held.turns.values_list("step", flat=True)) != expected:
            wrong.append(f"turns of {held.pk}")
        given = Counter(held.opinions.exclude(step="draft").values_list("step", "revision"))
        wrong += [f"{key} said {times} times in {held.pk}" for key, times in given.items() if times > 1]
    return {
        "vendor": connection.vendor,
        "rounds": Round.objects.count(),
        "opinions": Opinion.objects.exclude(step="draft").count(),
        "changes": Revision.objects.filter(number__gt=1).count(),
        "logged": logged,
        "wrong": wrong,
        "faults": [fault.what for fault in faults()],
    }


if __name__ == "__main__":
    main()
