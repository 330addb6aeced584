"""Notices that an installation adds: what they change, what they do not, in whatever order they come."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.calendar.notices import Arrangement, Notice
from gongkai.law.calendar.workdays import Calendar, official

OFFICIAL = official()
MONDAY = date(2026, 3, 16)
SATURDAY = date(2026, 3, 21)


def notice(
    published: date = date(2026, 2, 1),
    *,
    off: tuple[date, ...] = (),
    work: tuple[date, ...] = (),
    number: str = "",
    year: int | None = None,
) -> Notice:
    return Notice("某通知", number, published, year, (Arrangement("某节", off, work),))


def test_an_added_notice_changes_its_days_and_no_others() -> None:
    calendar = OFFICIAL.with_notices([notice(off=(MONDAY,), work=(SATURDAY,))])
    assert (calendar.works(MONDAY), calendar.works(SATURDAY)) == (False, True)
    assert (OFFICIAL.works(MONDAY), OFFICIAL.works(SATURDAY)) == (True, False)
    assert calendar.between(date(2026, 1, 1), date(2026, 3, 15)) == OFFICIAL.between(
        date(2026, 1, 1), date(2026, 3, 15)
    )
    assert calendar.day(MONDAY).why == "星期一，某节放假"
    assert calendar.settled_years == OFFICIAL.settled_years


def test_the_later_published_prevails_day_by_day() -> None:
    earlier = notice(date(2026, 2, 1), off=(MONDAY, date(2026, 3, 17)))
    later = notice(date(2026, 2, 2), work=(MONDAY,))
    calendar = OFFICIAL.with_notices([later, earlier])
    assert calendar.works(MONDAY)
    assert not calendar.works(date(2026, 3, 17))
    assert calendar.day(MONDAY).notice == later


def test_a_notice_older_than_the_shipped_one_does_not_prevail_over_it() -> None:
    holiday = date(2026, 10, 1)
    assert not OFFICIAL.with_notices([notice(date(2025, 11, 3), work=(holiday,))]).works(holiday)
    assert OFFICIAL.with_notices([notice(date(2025, 11, 5), work=(holiday,))]).works(holiday)


def test_a_notice_that_is_shipped_by_now_is_ignored() -> None:
    again = notice(off=(MONDAY,), number="国办发明电〔2025〕7号")
    assert OFFICIAL.with_notices([again]) is OFFICIAL
    other = notice(off=(date(2026, 3, 17),))
    assert OFFICIAL.with_notices([again, other]) == OFFICIAL.with_notices([other])


def test_notices_without_number_are_not_taken_for_one_another() -> None:
    one, two = notice(off=(MONDAY,)), notice(off=(date(2026, 3, 17),))
    calendar = OFFICIAL.with_notices([one]).with_notices([two])
    assert calendar == OFFICIAL.with_notices([one, two])
    assert not calendar.works(MONDAY)
    assert not calendar.works(date(2026, 3, 17))


def test_the_notice_of_a_year_settles_it() -> None:
    calendar = OFFICIAL.with_notices([notice(off=(date(2027, 1, 1),), work=(date(2026, 12, 27),), year=2027)])
    assert calendar.settled(date(2026, 1, 1), date(2027, 12, 31))
    assert not calendar.settled(date(2026, 1, 1), date(2028, 1, 1))
    assert calendar.works(date(2026, 12, 27))
    assert not calendar.new_year_open(date(2026, 12, 31))
    assert calendar.new_year_open(date(2027, 12, 31))
    assert calendar.day(date(2027, 1, 1)).why == "星期五，某节放假"
    # Statutory days are no longer supposed: the notice has the say.
    assert calendar.works(date(2027, 10, 1))


def test_no_notices_change_nothing() -> None:
    assert OFFICIAL.with_notices([]) is OFFICIAL


def test_known_on_the_day_of_publication_and_not_before() -> None:
    calendar = OFFICIAL.with_notices([notice(date(2026, 2, 1), off=(MONDAY,))])
    assert calendar.known_on(date(2026, 1, 31)).works(MONDAY)
    assert not calendar.known_on(date(2026, 2, 1)).works(MONDAY)
    assert calendar.known_on(date(2026, 1, 31)) == OFFICIAL
    assert calendar.known_on(date(2003, 1, 1)) == Calendar()


def test_calendars_of_the_same_notices_are_one() -> None:
    one = notice(off=(MONDAY,))
    calendar = OFFICIAL.with_notices([one])
    assert calendar is OFFICIAL.with_notices((one, one))
    assert OFFICIAL.known_on(date(2030, 1, 1)) is OFFICIAL
    assert official() is OFFICIAL


def test_calendars_are_equal_by_their_notices() -> None:
    calendar = OFFICIAL.with_notices([notice(off=(MONDAY,))])
    twin = Calendar(reversed(calendar.notices))
    assert twin is not calendar
    assert twin == calendar
    assert hash(twin) == hash(calendar)
    assert calendar != OFFICIAL
    assert OFFICIAL != OFFICIAL.notices


added = st.lists(
    st.builds(
        notice,
        st.dates(date(2025, 10, 1), date(2026, 3, 1)),
        off=st.lists(st.dates(MONDAY, date(2026, 3, 22)), max_size=3).map(tuple),
        work=st.lists(st.sampled_from([SATURDAY, date(2026, 3, 22)]), max_size=2).map(tuple),
        number=st.sampled_from(["", "某〔2026〕1号", "某〔2026〕2号", "国办发明电〔2025〕7号"]),
        year=st.sampled_from([None, 2027]),
    ),
    max_size=5,
)


@given(added.flatmap(lambda notices: st.tuples(st.just(notices), st.permutations(notices))))
def test_the_order_in_which_notices_come_is_without_effect(both: tuple[list[Notice], list[Notice]]) -> None:
    notices, shuffled = both
    calendar = OFFICIAL.with_notices(notices)
    assert calendar == OFFICIAL.with_notices(shuffled)
    assert calendar == Calendar([*shuffled, *OFFICIAL.notices]) or any(
        n.number == "国办发明电〔2025〕7号" for n in notices
    )


@given(added)
def test_each_day_is_as_the_latest_notice_that_names_it_says(notices: list[Notice]) -> None:
    numbers = {n.number for n in OFFICIAL.notices}
    kept = [n for n in notices if n.number not in numbers]
    calendar = OFFICIAL.with_notices(notices)
    for on in (MONDAY, date(2026, 3, 17), SATURDAY, date(2026, 3, 22)):
        naming = [n for n in kept if on in n.arrangements[0].off or on in n.arrangements[0].work]
        latest = max((n.published_on for n in naming), default=None)
        said = {on in n.arrangements[0].work for n in naming if n.published_on == latest}
        assert calendar.works(on) in (said or {on.weekday() < 5})
