"""What is to be said of a publication: late, soon due, incomplete, by the wrong body, not reviewed.

依据：条例第十至二十六条
"""

from collections.abc import Iterator

from gongkai.law.calendar.workdays import Calendar, OutOfCalendar
from gongkai.law.duties import grounds
from gongkai.law.duties.grounds import find
from gongkai.law.duties.items import DutyItem
from gongkai.law.duties.page import check_page
from gongkai.law.duties.publication import Publication
from gongkai.law.duties.review import check_review
from gongkai.law.duties.settings import AS_SHIPPED, Settings
from gongkai.law.duties.timing import check_timing
from gongkai.law.findings import Finding, Severity
from gongkai.law.params import NotInForce
from gongkai.law.wording import day as in_words


def check(publication: Publication, calendar: Calendar, settings: Settings = AS_SHIPPED) -> list[Finding]:
    """Everything that the law has to say of a publication; dates that cannot be are all that is said then.

    依据：条例第十至二十六条
    """
    duty = publication.duty
    if duty is None:
        return [_unknown(publication)]
    if contradictions := list(_contradictions(publication)):
        return contradictions
    return [
        *_in_time(publication, duty, calendar, settings),
        *check_review(publication),
        *check_page(publication, duty),
    ]


def _unknown(publication: Publication) -> Finding:
    return find(
        grounds.UNKNOWN,
        Severity.ERROR,
        "item",
        f"没有编号为“{publication.item}”的主动公开事项。请从事项清单中选择。",
        stated=publication.item,
    )


def _in_time(
    publication: Publication, duty: DutyItem, calendar: Calendar, settings: Settings
) -> Iterator[Finding]:
    try:
        yield from check_timing(publication, duty, calendar, settings)
    except NotInForce as refusal:
        yield find(grounds.BEYOND, Severity.INFO, "dates", f"{refusal}请核对日期。")
    except OutOfCalendar as refusal:
        yield find(grounds.BEYOND, Severity.ERROR, "dates", f"{refusal}请核对日期。")


def _contradictions(publication: Publication) -> Iterator[Finding]:
    """A fact after the day of the check, or the second of two before the first."""
    dated = [
        *((f"dates.{start}", on) for start, on in publication.dates.items()),
        ("published_on", publication.published_on),
        ("interpreted_on", publication.interpreted_on),
        ("overturned_on", publication.overturned_on),
        ("withdrawn_on", publication.withdrawn_on),
    ]
    for where, on in dated:
        if on and on > publication.as_of:
            message = f"{in_words(on)}晚于核对的日期{in_words(publication.as_of)}。请核对。"
            yield find(grounds.CONTRADICTION, Severity.ERROR, where, message, stated=in_words(on))
    # What was published before a change is published again after it, so only the formation comes first.
    firsts = [on for start, on in publication.dates.items() if start != "changed"]
    pairs = (
        ("published_on", min(firsts, default=None), publication.published_on, "公开日期早于信息形成的日期"),
        ("withdrawn_on", publication.overturned_on, publication.withdrawn_on, "撤回日期早于决定被改变的日期"),
    )
    for where, first, second, what in pairs:
        if first and second and second < first:
            message = f"{what}{in_words(first)}。请核对。"
            yield find(grounds.CONTRADICTION, Severity.ERROR, where, message, stated=in_words(second))
