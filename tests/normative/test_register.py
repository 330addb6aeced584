"""The stored register: lists of any day, counts that roll forward whatever was told, numbers, tasks, the card."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, Effect, Step
from gongkai.normative import actions
from gongkai.normative.actions import Refused, Wanted
from gongkai.normative.actions.due import refresh
from gongkai.normative.models import Change, Document, Marked, Move, Voiding
from gongkai.normative.queries.card import card, card_for, public_card
from gongkai.normative.queries.counting import count
from gongkai.normative.queries.lifeline import Sort
from gongkai.normative.queries.listing import Sought, listed
from gongkai.normative.queries.serials import check
from gongkai.normative.queries.tasks import TaskKind, tasks
from gongkai.records.access import OPERATOR
from tests.normative.register import HEAD, OFFICER, TODAY, changed, described, entered, row, stepped, taken_up
from tests.publication.office import NOON, office, published
from tests.signoff.office import Office

OLD, NEW = date(2024, 5, 10), date(2025, 6, 1)


def several(at: Office) -> dict[str, int]:
    """One that was repealed, the one that did it, one that is over, one on its way."""
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    changed(Effect.REPLACED, old, new, NEW)
    over = entered(at, "云虚规〔2024〕2号", OLD, valid_until=date(2025, 12, 31))
    return {"old": old, "new": new, "over": over, "way": taken_up(at)}


@pytest.mark.django_db
def test_the_list_of_any_day() -> None:
    at = office()
    made = several(at)
    everything = listed(Sought(agencies={at.agency.pk}), today=TODAY)
    assert [each.id for each in everything.lines] == [made["way"], made["new"], made["over"], made["old"]]
    then = listed(Sought(agencies={at.agency.pk}, on=date(2025, 5, 31)), today=TODAY)
    assert [(each.id, each.validity) for each in then.lines] == [
        (made["over"], Validity.VALID),
        (made["old"], Validity.VALID),
    ]
    valid = Sought(agencies={at.agency.pk}, validity=Validity.VALID)
    assert [each.id for each in listed(valid, today=TODAY).lines] == [made["new"]]
    assert [each.id for each in listed(Sought(on_its_way=True), today=TODAY).lines] == [made["way"]]
    assert [each.id for each in listed(Sought(words="云虚规〔2025〕"), today=TODAY).lines] == [made["new"]]
    assert listed(Sought(year=2024), today=TODAY).total == 2
    assert listed(Sought(agencies=[]), today=TODAY).total == 0


@pytest.mark.django_db
def test_a_list_costs_the_same_however_long_it_is(django_assert_num_queries: Any) -> None:
    at = office()
    several(at)
    with django_assert_num_queries(2):
        listed(Sought(agencies={at.agency.pk}), today=TODAY)
    for n in range(30):
        entered(at, f"云虚办〔2025〕{n + 1}号", NEW + timedelta(n))
    with django_assert_num_queries(2):
        page = listed(Sought(agencies={at.agency.pk}), today=TODAY)
    assert (page.total, page.pages, len(page.lines)) == (34, 2, 20)


@pytest.mark.django_db
def test_counts_of_a_year_roll_forward() -> None:
    at = office()
    several(at)
    found = count({at.agency.pk}, date(2024, 12, 31), date(2025, 12, 31))
    (only,) = found.rows
    assert (only.count.opening, only.count.made, only.count.repealed, only.count.expired) == (2, 1, 1, 0)
    assert only.count.closing == 2
    assert found.proven
    later = count({at.agency.pk}, date(2025, 12, 31), date(2026, 12, 31))
    assert (later.total.expired, later.total.closing) == (1, 1)
    assert (later.table_two.made, later.table_two.repealed, later.table_two.in_force) == (0, 0, 1)


@pytest.mark.django_db
def test_gaps_and_one_document_under_two_codes_are_found() -> None:
    at, other = office("a"), office("b")
    for serial in (1, 2, 5):
        entered(at, f"云虚规〔2025〕{serial}号", NEW + timedelta(serial))
    entered(other, "云外规〔2025〕3号", NEW)
    found = check({at.agency.pk})
    assert [(each.code, each.year, each.missing) for each in found.series] == [("云虚规", 2025, ((3, 4),))]
    assert any("缺3—4" in each.message for each in found.findings)


@pytest.mark.django_db
def test_the_card_tells_the_life_of_a_document() -> None:
    at = office()
    made = several(at)
    shown = card_for(at[OFFICER], made["old"], TODAY)
    assert shown is not None
    assert [(each.on, each.sort) for each in shown.life] == [
        (OLD, Sort.STEP),
        (OLD, Sort.STEP),
        (NEW, Sort.CHANGED),
    ]
    assert shown.life[-1].other_id == made["new"]
    assert card_for(office("z")[OFFICER], made["old"], TODAY) is None
    assert public_card(made["way"], TODAY) is None
    on_its_way = card(made["way"], TODAY)
    assert on_its_way is not None
    assert on_its_way.next is not None
    assert on_its_way.next.step is Step.NEED_CHECK
    expired = card(made["over"], TODAY)
    assert expired is not None
    assert expired.where.says == "自2026年1月1日起因有效期届满自动失效。"
    assert expired.life[-1].sort is Sort.EXPIRED


@pytest.mark.django_db
def test_what_is_to_be_done_comes_up_by_itself() -> None:
    at = office()
    ending = entered(at, "云虚规〔2024〕1号", OLD, valid_until=date(2026, 8, 1))
    fresh = entered(at, "云虚规〔2026〕1号", date(2026, 2, 27))
    marked = entered(at, "云虚规〔2025〕9号", NEW, marked=Marked.NOT_PUBLIC)
    item_id = published(at)
    actions.link_item(document_id=marked, item_id=item_id, by=OPERATOR, at=NOON)
    found = {(each.kind, each.document_id) for each in tasks({at.agency.pk}, TODAY)}
    assert found == {
        (TaskKind.EVALUATE, ending),
        (TaskKind.FILE, fresh),
        (TaskKind.MARK, marked),
    }
    stepped(ending, Step.EVALUATE, TODAY, at[HEAD])
    stepped(fresh, Step.FILE, TODAY, at[HEAD])
    found = {(each.kind, each.document_id) for each in tasks({at.agency.pk}, date(2026, 6, 30))}
    assert found == {(TaskKind.EXPIRING, ending), (TaskKind.MARK, marked)}


@pytest.mark.django_db
def test_the_number_of_queries_for_tasks_does_not_grow(django_assert_max_num_queries: Any) -> None:
    at = office()
    for n in range(12):
        entered(at, f"云虚规〔2025〕{n + 1}号", NEW + timedelta(n), valid_until=date(2026, 5, 1))
    with django_assert_max_num_queries(14):
        assert len(tasks({at.agency.pk}, TODAY)) == 24


@pytest.mark.django_db
def test_the_day_alone_refreshes_all_and_says_so_once() -> None:
    at = office()
    entered(at, "云虚规〔2024〕1号", OLD, valid_until=date(2026, 3, 1))
    Document.objects.update(validity=Validity.VALID, left_on=None, refreshed_on=None)
    refresh(at=NOON)
    assert Document.objects.get().validity == Validity.EXPIRED
    turns = Document.objects.get().refreshed_on
    refresh(at=NOON)
    assert turns == TODAY


DAYS = st.integers(0, 780).map(lambda n: date(2024, 1, 1) + timedelta(n))
STORY = st.lists(
    st.tuples(
        st.sampled_from(["change", "void", "move", "back"]), st.integers(0, 40), st.integers(0, 40), DAYS
    ),
    max_size=14,
)


@pytest.mark.django_db
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    made=st.lists(
        st.tuples(DAYS, st.integers(0, 1), st.none() | st.integers(30, 500)), min_size=2, max_size=6
    ),
    story=STORY,
)
def test_whatever_is_told_each_body_rolls_forward_on_every_day(
    made: list[tuple[date, int, int | None]], story: list[tuple[str, int, int, date]]
) -> None:
    """Each thing that is refused changes nothing; the columns say what the facts say; every count fits."""
    with transaction.atomic():
        offices = [office("a"), office("b")]
        ids = [
            entered(
                offices[whose],
                f"云虚规〔{on.year}〕{n}号",
                on,
                valid_until=on + timedelta(period) if period else None,
            )
            for n, (on, whose, period) in enumerate(made, 1)
        ]
        for what, one, two, on in story:
            before = (Change.objects.count(), Move.objects.count(), Voiding.objects.count())
            try:
                tell(what, ids, offices, (one, two, on))
            except Refused:
                assert before == (Change.objects.count(), Move.objects.count(), Voiding.objects.count())
        rolls_forward(ids)
        transaction.set_rollback(True)


def tell(what: str, ids: list[int], offices: list[Office], how: tuple[int, int, date]) -> None:
    """Something happens, or is taken back; some of it cannot be."""
    one, two, on = how
    given: dict[str, Any] = {"by": OPERATOR, "at": NOON}
    if what == "change":
        effects = (Effect.REPEALED, Effect.DECLARED_EXPIRED, Effect.EXTENDED)
        effect = effects[(one + two) % 3]
        wanted = Wanted(
            effect=effect,
            of_id=ids[one % len(ids)],
            cause_id=ids[two % len(ids)],
            on=on,
            until=on + timedelta(200) if effect is Effect.EXTENDED else None,
        )
        actions.enter_change(wanted=wanted, reason="虚构的理由", **given)
    elif what == "void" and (change := Change.objects.order_by("pk").first()):
        actions.void_change(change_id=change.pk, reason="误记", **given)
    elif what == "back" and (move := Move.objects.order_by("-pk").first()):
        actions.void_move(move_id=move.pk, reason="误记", **given)
    elif what == "move":
        of, to = offices[one % 2].agency.pk, offices[1 - one % 2].agency.pk
        named = None if two % 2 else [ids[two % len(ids)]]
        actions.move_documents(of_id=of, to_id=to, on=on, reason="虚构改革", documents=named, **given)


def rolls_forward(ids: list[int]) -> None:
    """From each half year to the next, for each body, and over all; the columns are those of a fresh reading."""
    days = [date(2023, 12, 31) + timedelta(182 * n) for n in range(7)]
    for start, end in pairwise(days):
        found = count(None, start, end)
        assert found.proven
        assert all(each.count.balanced for each in found.rows)
        for each in found.rows:
            there = listed(Sought(agencies={each.agency_id}, on=end), today=TODAY, size=100).lines
            live = [line for line in there if line.validity not in (Validity.REPEALED, Validity.EXPIRED)]
            assert len(live) == each.count.closing
    kept = {pk: row(pk) for pk in ids}
    Document.objects.update(refreshed_on=None, validity="", left_on=None, until=None)
    refresh(at=NOON)
    for pk, before in kept.items():
        now = row(pk)
        same = ("validity", "since", "until", "left_on", "ended_by_id", "holder_id", "faults")
        assert [getattr(now, name) for name in same] == [getattr(before, name) for name in same]


@pytest.mark.django_db
def test_a_policy_document_is_listed_and_not_counted() -> None:
    at = office()
    entered(at, "云虚发〔2025〕1号", NEW, kind=DocumentKind.POLICY, interests=False)
    assert count(None, OLD, TODAY).rows == ()
    assert listed(Sought(kind=DocumentKind.POLICY), today=TODAY).total == 1
    assert described().kind is DocumentKind.NORMATIVE
