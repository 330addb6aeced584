"""Reads: the outside addresses in topics, and what they answered."""

from datetime import timedelta

from gongkai.compilations.models import Place, TopicState
from gongkai.guard.http.outward import Outcome
from gongkai.publication.queries.links import known, words

MONTHLY = timedelta(days=29)
"""How often an address is asked, as those in texts."""


def addresses_shown() -> list[str]:
    """The outside addresses that the public sees in topics, each once."""
    places = Place.objects.filter(
        section__topic__state=TopicState.OPEN,
        section__removed_at__isnull=True,
        taken_out_at__isnull=True,
        item__isnull=True,
    )
    return sorted({asked_as(each) for each in places.values_list("address", flat=True)})


def asked_as(address: str) -> str:
    """An address without the place in its page, as it is asked for."""
    return address.strip().partition("#")[0]


def dead_among(addresses: list[str]) -> dict[str, str]:
    """Those of them that did not open when they were last asked, with what they answered in words; one query."""
    rows = known({asked_as(each) for each in addresses})
    told = {}
    for each in addresses:
        row = rows.get(asked_as(each))
        if row is not None and row.outcome and Outcome(row.outcome).dead:
            told[each] = words(Outcome(row.outcome), row.status)
    return told
