"""Writers of posts as real processes: `python -m tests.channels.process SCENARIO` prints what is in the database then."""

import json
import random
import sys
from datetime import date, timedelta
from functools import partial
from typing import Any

import django

from tests.records.process import attempt, killed_again, together

CROWD = 4
TEXTS = 3
DAYS = 4
ROUNDS = 3


def posts(says: int, ids: list[int], me: int) -> None:
    """Put the same items, and a text of its own title, out on all carriers, day by day; take every third back."""
    from django.contrib.auth import get_user_model

    from gongkai.channels import actions
    from gongkai.channels.models import Carrier
    from gongkai.law.roles import Role
    from tests.channels.world import NOON, put
    from tests.signoff.office import actor, duty

    by_chance = random.Random(me)
    carriers = list(Carrier.objects.order_by("pk"))
    user = get_user_model().objects.get(username="writer")
    by = actor(user, duty(Role.DISCLOSURE_OFFICER, carriers[0].agency_id))
    wanted = [(item, each, day) for item in (*ids, None) for each in carriers for day in range(DAYS)]
    for item, each, day in by_chance.sample(wanted, len(wanted)):
        title = "" if item else f"云岭早安第{day % 2}期"
        on = date(2026, 2, 19) + timedelta(days=day)

        def enter(item: int | None = item, at: int = each.pk, title: str = title, on: date = on) -> None:
            post = put(at, by, item, title=title, on=on)
            if post % 3 == 0:
                actions.take_back(post_id=post, reason="误录", by=by, at=NOON)

        attempt(says, "put", enter)


def at_once(ids: list[int]) -> dict[str, Any]:
    """All enter the same at once."""
    return together(partial(posts, ids=ids, me=me) for me in range(CROWD))


def killed(ids: list[int]) -> dict[str, Any]:
    """Writers are killed at a random moment, again and again; then the rest is entered."""
    killed_again(partial(posts, ids=ids), ROUNDS)
    between = result()
    return {**at_once(ids), "between": between}


def result() -> dict[str, Any]:
    """What is counted, and what is counted by hand."""
    from gongkai.agencies.models import Agency
    from gongkai.channels.models import Post, Standing
    from gongkai.channels.queries.posts import all_put_out
    from gongkai.channels.queries.standing import Scope
    from gongkai.channels.queries.statistics import By, tables
    from gongkai.records.queries.chain import faults
    from tests.channels.naive import rows

    everything = frozenset(Agency.objects.values_list("pk", flat=True))
    asked = Scope(agencies=everything, since=date(2026, 1, 1), until=date(2026, 12, 31))
    by_hand = rows()
    leading = set(Standing.objects.filter(leading=True).values_list("post", flat=True))
    return {
        "tables": sorted({(each.all, each.first) for each in tables(asked, By).values()}),
        "by_hand": [len(by_hand), sum(row.first for row in by_hand)],
        "listed": len(list(all_put_out(asked))),
        "texts": len({row.text for row in by_hand if row.carrier}),
        "leading": len(leading),
        "entered": Post.objects.count(),
        "faults": [fault.what for fault in faults()],
    }


def main(scenario: str) -> None:
    django.setup()
    from gongkai.channels.queries import CarrierKind
    from tests.channels.world import carrier, county, item
    from tests.signoff.office import user

    made = county()
    user("writer")
    for kind in (CarrierKind.WECHAT, CarrierKind.WEIBO):
        carrier(made.xian, kind)
    ids = [item(made.xian).pk for _ in range(TEXTS)]
    told = globals()[scenario](ids)
    sys.stdout.write(json.dumps({**result(), **told}))


if __name__ == "__main__":
    main(*sys.argv[1:])
