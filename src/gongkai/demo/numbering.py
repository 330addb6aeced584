"""The numbers that the bodies of the invented county give to what comes in."""

from datetime import datetime

from django.utils.timezone import localdate

from gongkai.agencies import queries as agencies
from gongkai.demo import people
from gongkai.demo.publication import BEGIN
from gongkai.records.access import OPERATOR
from gongkai.records.actions.numbers import set_pattern


def set_everywhere(kind: str, pattern: str, now: datetime) -> None:
    """Have every body of the county give numbers of this kind, so that visitors can turn to any of them.

    From the year before last on: the worked year takes over what came at the end of it.
    """
    county = agencies.find(people.HOME.slug)
    if county is None:
        raise LookupError("the invented county is not there")
    on = localdate(now)
    begin = BEGIN.replace(year=min(BEGIN.year, on.year - 2))
    for agency_id in (county.id, *agencies.below_during(county.id, on, on)):
        agency = agencies.as_of(agency_id, on)
        code = "".join(part[:4] for part in agency.slug.upper().replace("YUNLING", "YL").split("-"))
        set_pattern(
            kind,
            agency_id=agency_id,
            from_year=begin.year,
            text=pattern,
            parts={"code": code},
            by=OPERATOR,
            at=begin,
        )
