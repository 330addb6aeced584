"""Figures: parts make their total whatever happened, both counts agree with counting by hand, every figure has its list."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from gongkai.channels import actions
from gongkai.channels.models import Post, PostVoid, Standing
from gongkai.channels.queries import CarrierKind, Group
from gongkai.channels.queries.posts import all_put_out, put_out
from gongkai.channels.queries.standing import Scope
from gongkai.channels.queries.stated import Stated, judge
from gongkai.channels.queries.statistics import By, table, tables, yearly
from gongkai.publication.models import Item, Stand
from gongkai.records.queries.numbers import CIVIL
from tests.channels.naive import Row, rows
from tests.channels.world import NOON, TODAY, County, carrier, column, county, item, put

pytestmark = pytest.mark.django_db

BEGIN = date(2025, 1, 1)
KINDS = (CarrierKind.WECHAT, CarrierKind.WEIBO, CarrierKind.GAZETTE, CarrierKind.WEBSITE, CarrierKind.PAPER)


def scope(made: County, **more: object) -> Scope:
    everything = frozenset({made.xian.pk, made.ju.pk, made.lin.pk})
    return replace(Scope(agencies=everything, since=BEGIN, until=TODAY), **more)  # type: ignore[arg-type]


def history(seed: int) -> County:
    """A made-up year: items that come, go and come back, posts of them and of other texts, some taken back."""
    by_chance, made = Random(seed), county()
    bodies = (made.xian, made.ju, made.lin)
    columns = [column(f"c{n}") for n in range(3)]
    carriers = [(carrier(body, kind), body) for body in bodies for kind in by_chance.sample(KINDS, 3)]
    people = {body.pk: made.person(at=body) for body in bodies}
    items = []
    for _ in range(12):
        at = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=by_chance.randrange(400 * 24 * 60))
        stand = by_chance.choice([Stand.PUBLIC, Stand.PUBLIC, Stand.EXPIRED])
        items.append(
            item(by_chance.choice(bodies), at=at, held=by_chance.choice([*columns, None]), stand=stand)
        )
    for _ in range(40):
        carrier_id, body = by_chance.choice(carriers)
        text = by_chance.choice([*items, None])
        on = date(2025, 1, 1) + timedelta(days=by_chance.randrange(400))
        if text is not None and by_chance.random() < 0.5 and text.first_published_at:
            on = text.first_published_at.date()
        title = "" if text else f"本号第{by_chance.randrange(4)}期"
        try:
            put(carrier_id, people[body.pk], text.pk if text else None, title=title, on=on)
        except actions.Refused:
            continue  # the same again
    for post in Post.objects.all():
        if by_chance.random() < 0.2:
            actions.take_back(post_id=post.pk, reason="误录", by=people[post.agency_id], at=NOON)
    for each in by_chance.sample(items, 3):
        Item.objects.filter(pk=each.pk).update(stand=Stand.WITHDRAWN)
    return made


@pytest.mark.parametrize("seed", range(6))
def test_every_table_adds_up_to_what_is_counted_by_hand(seed: int) -> None:
    made = history(seed)
    by_hand = [row for row in rows() if BEGIN <= row.at.astimezone(UTC).date()]
    texts = {row.text for row in by_hand}
    assert len(by_hand) > 20
    for by in By:
        found = table(scope(made), by)
        assert found.all == len(by_hand) == sum(line.all for line in found.lines), by
        assert found.first == len(texts) == sum(row.first for row in by_hand), by


@pytest.mark.parametrize("seed", range(3))
def test_each_part_is_what_is_counted_by_hand(seed: int) -> None:
    made = history(seed)
    by_hand = rows()
    keys: dict[By, Callable[[Row], str]] = {
        By.KIND: lambda row: row.kind.value,
        By.CARRIER: lambda row: str(row.carrier),
        By.COLUMN: lambda row: str(row.column),
        By.AGENCY: lambda row: str(row.agency),
        By.GROUP: lambda row: row.kind.group.value,
        By.PERIOD: lambda row: f"{row.at.astimezone(CIVIL):%Y-%m-01}",
    }
    for by, key in keys.items():
        wanted: dict[str, tuple[int, int]] = {}
        for row in by_hand:
            assert BEGIN <= row.at.astimezone(CIVIL).date() <= TODAY
            all_, first = wanted.get(key(row), (0, 0))
            wanted[key(row)] = (all_ + 1, first + row.first)
        asked = "since" if by is By.PERIOD else by.value
        found = {line.asks[asked]: (line.all, line.first) for line in table(scope(made), by).lines}
        assert {key: counts for key, counts in found.items() if counts != (0, 0)} == wanted, by


PERIODS = (
    (date(2025, 2, 10), date(2025, 2, 10)),
    (date(2025, 2, 10), date(2026, 1, 20)),
    (date(2000, 6, 15), date(2026, 2, 28)),
)
"""A day, months of which the first and last are cut, years."""


@pytest.mark.parametrize("seed", range(2))
def test_parts_of_any_period_are_what_is_counted_by_hand(seed: int) -> None:
    made = history(seed)
    days = [(row.at.astimezone(CIVIL).date(), row.first) for row in rows()]
    for since, until in PERIODS:
        found = tables(scope(made, since=since, until=until), By)
        inside = [first for day, first in days if since <= day <= until]
        assert {(each.all, each.first) for each in found.values()} == {(len(inside), sum(inside))}
        for line in found[By.PERIOD].lines:
            begin, end = date.fromisoformat(line.asks["since"]), date.fromisoformat(line.asks["until"])
            inside = [first for day, first in days if begin <= day <= end]
            assert (line.all, line.first) == (len(inside), sum(inside)), line.label


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("first", [False, True])
def test_the_list_behind_a_figure_has_as_many_rows(seed: int, first: bool) -> None:
    made = history(seed)
    for by in By:
        for line in table(scope(made), by).lines:
            asked = _asked(made, line.asks, first)
            assert len(list(all_put_out(asked))) == (line.first if first else line.all), (by, line.label)


def _asked(made: County, asks: Mapping[str, str], first: bool) -> Scope:
    limits: dict[str, object] = {"first": first}
    for name, text in asks.items():
        if name == "group":
            limits["group"] = Group(text)
        elif name == "kind":
            limits["kind"] = CarrierKind(text)
        elif name in ("carrier", "column"):
            limits[name] = int(text)
        elif name == "agency":
            limits["agencies"] = frozenset({int(text)})
        elif name == "column_kind":
            limits["column_kind"] = text
        else:
            limits[name] = date.fromisoformat(text)
    return scope(made, **limits)


def test_pages_of_a_list_follow_each_other_without_gap_or_double() -> None:
    made = history(1)
    whole = [(row.post_id, row.item_id) for row in all_put_out(scope(made))]
    found, before = [], ""
    while True:
        page = put_out(scope(made), before=before, page=7)
        found += [(row.post_id, row.item_id) for row in page.rows]
        assert page.total == len(whole)
        if not page.before:
            break
        before = page.before
    assert found == whole
    assert len(set(found)) == len(found)


def test_platform_stands_first_where_both_went_out_on_the_day_alone() -> None:
    made = county()
    wechat, by = carrier(made.xian), made.person()
    held = item(made.xian, at=NOON - timedelta(hours=2))
    put(wechat, by, held.pk)
    first = {row.kind: row.first for row in all_put_out(scope(made))}
    assert first == {CarrierKind.WEBSITE: True, CarrierKind.WECHAT: False}


def test_post_before_the_platform_is_the_first_until_it_is_taken_back() -> None:
    made = county()
    wechat, by = carrier(made.xian), made.person()
    held = item(made.xian, at=NOON)
    post = put(wechat, by, held.pk, on=date(2026, 3, 1))
    line = {each.label: each for each in table(scope(made), By.KIND).lines}
    assert (line["微信公众号"].first, line["政府网站"].first) == (1, 0)
    actions.take_back(post_id=post, reason="误录", by=by, at=NOON)
    line = {each.label: each for each in table(scope(made), By.KIND).lines}
    assert line.keys() == {"政府网站"}
    assert (line["政府网站"].first, line["政府网站"].all) == (1, 1)


def test_of_two_carriers_on_one_day_the_declared_order_decides() -> None:
    made = county()
    weibo, wechat = carrier(made.xian, CarrierKind.WEIBO), carrier(made.xian)
    by = made.person()
    put(weibo, by, title="关于错时办理的提醒")
    put(wechat, by, title="关于错时办理的提醒")
    assert Standing.objects.get(leading=True).carrier_id == wechat


def test_what_follows_from_posts_is_made_anew_by_the_job() -> None:
    from gongkai.channels.actions.standing import refresh

    history(3)
    wanted = _standing()
    assert any(row[-1] for row in wanted)
    Standing.objects.filter(leading=True).delete()
    Standing.objects.update(month=190001)
    refresh(at=NOON)
    assert _standing() == wanted
    assert not Standing.objects.filter(post__in=PostVoid.objects.values("post")).exists()
    assert {row[0] for row in wanted} == set(
        Post.objects.filter(void__isnull=True).values_list("pk", flat=True)
    )


def _standing() -> set[tuple[object, ...]]:
    fields = ("post", "agency", "carrier", "item", "piece", "out_at", "month", "leading", "ahead")
    return set(Standing.objects.values_list(*fields))


def test_yearly_figures_name_every_channel_of_a_report() -> None:
    made = county()
    put(carrier(made.xian, CarrierKind.GAZETTE), made.person(), item(made.xian).pk)
    found = yearly([made.xian.pk], 2026)
    assert [line.label for line in found.lines] == [group.label for group in Group]
    assert (found.all, found.first) == (2, 1)


def test_queries_do_not_grow_with_what_there_is(django_assert_num_queries: object) -> None:
    made = history(2)
    asked = scope(made)
    with django_assert_num_queries(4):  # type: ignore[operator]
        put_out(asked)
    with django_assert_num_queries(5):  # type: ignore[operator]
        table(asked, By.GROUP)
    with django_assert_num_queries(6):  # type: ignore[operator]
        tables(asked, By)


REAL = {
    Group.GAZETTE: 64,
    Group.WEBSITE: 61_134,
    Group.WECHAT: 18_363,
    Group.TOUTIAO: 1_650,
    Group.MEDIA: 6_308,
    Group.OTHER: 11_576,
}
"""What a real report says of a year, and its total."""


def test_figures_of_a_real_report_are_flagged_with_the_difference() -> None:
    found = judge(Stated(99_031, REAL))
    assert not found.fits
    assert (found.sum, found.difference) == (99_095, 64)
    assert found.like == ("政府公报",)
    assert [finding.expected for finding in found.findings] == ["99095"]


def test_figures_that_fit_are_not_flagged() -> None:
    found = judge(Stated(99_095, REAL))
    assert found.fits
    assert not found.findings
    assert not found.like


def test_stated_figures_stand_beside_those_that_are_counted() -> None:
    made = county()
    put(carrier(made.xian), made.person(), item(made.xian).pk)
    found = judge(Stated(3, {Group.WEBSITE: 1, Group.WECHAT: 2}), yearly([made.xian.pk], 2026))
    assert {row.label: row.more for row in found.rows if row.more} == {
        "政务微信": 1,
        "合计（全渠道发布次数）": 1,
    }
