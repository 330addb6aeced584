"""Deciders as real processes, all at once: `python -m tests.agencies.process` prints what they left behind.

Deciders are forks of this process, so that each starts at once.
"""

import contextlib
import importlib
import json
import sys
from collections.abc import Callable, Iterator
from functools import partial

import django
from django.db import connection

ROUNDS = 8


def decide(number: int, ids: list[int], users: list[int]) -> None:
    """Decisions of which those of the other side may not come true as well; refused is what one of them should be."""
    from gongkai.agencies import actions

    for turn in range(ROUNDS):
        for attempt in attempts(number, turn, ids[2 * turn : 2 * turn + 2], users[turn]):
            with contextlib.suppress(actions.Refused):
                attempt()


def attempts(number: int, turn: int, pair: list[int], user: int) -> Iterator[Callable[[], object]]:
    """A ring of two, a second role, a namesake, a body below one that ends."""
    from gongkai.agencies import actions
    from gongkai.law.roles import Role
    from tests.agencies.bodies import MAY, TODAY, WHY, body

    side = number % 2
    role = (Role.SYSTEM_ADMINISTRATOR, Role.HANDLER)[side]
    yield partial(actions.move, agency_id=pair[side], parent_id=pair[1 - side], on=TODAY, **WHY)
    yield partial(actions.appoint, user_id=user, agency_id=pair[0], role=role, begins_on=TODAY, **WHY)
    yield partial(body, f"twin-{turn}-{number}", f"b{2 * turn}", name="同名局")
    if side:
        yield partial(actions.abolish, agency_id=pair[1], on=MAY, end_members=True, **WHY)
    else:
        yield partial(body, f"late-{turn}-{number}", f"b{2 * turn + 1}", name=f"后设{number}局")


def main() -> None:
    django.setup()
    from gongkai.agencies.models import Agency, Membership
    from gongkai.agencies.queries.forest import contradictions
    from gongkai.agencies.queries.lives import lives
    from gongkai.law.roles import Role
    from gongkai.records.queries.chain import faults
    from tests.agencies.bodies import body, person
    from tests.records.process import ended, fork

    importlib.import_module("gongkai.agencies.actions")  # once, not in every fork
    ids = [body(f"b{number}", name=f"第{number}局").id for number in range(2 * ROUNDS)]
    users = [person(f"p{number}").pk for number in range(ROUNDS)]

    def errand(number: int) -> Callable[[int], None]:
        return lambda _: decide(number, ids, users)

    deciders = [fork(errand(number)) for number in range(4)]
    codes = [ended(number, pipe) for number, pipe in deciders if pipe.read() is not None]
    held: dict[int, set[str]] = {}
    for user, role in Membership.objects.values_list("user", "role"):
        held.setdefault(user, set()).add(role)
    forest = lives()
    result = {
        "vendor": connection.vendor,
        "codes": codes,
        "contradictions": [message for _, message in contradictions(forest, forest)],
        "moved": Agency.objects.filter(pk__in=ids, parent__isnull=False).count(),
        "mixed": sum(len(roles) > 1 for roles in held.values()),
        "appointed": len(held),
        "running": sum(Role.SYSTEM_ADMINISTRATOR in roles for roles in held.values()),
        "twins": Agency.objects.filter(name="同名局").count(),
        "faults": [fault.what for fault in faults()],
    }
    sys.stdout.write(json.dumps(result))


if __name__ == "__main__":
    main()
