"""The stored register: lists of any day, counts that roll forward whatever was told, numbers, tasks, the card."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.law import normative as law
from gongkai.law.duties.publication import Validity
from gongkai.law.normative import DocumentKind, Effect, Step
from gongkai.normative import actions
from gongkai.normative.actions import Refused, Wanted
from gongkai.normative.actions.due import refresh
from gongkai.normative.models import Change, Document, Marked, Move, Spell, Voiding
from gongkai.normative.queries.card import card_for
from gongkai.normative.queries.counting import count, counted_by
from gongkai.normative.queries.entries import Sort
from gongkai.normative.queries.facts import Facts, every
from gongkai.normative.queries.life import public_life
from gongkai.normative.queries.listing import (
    IN_FORCE,
    UNDER_WAY,
    DocumentPage,
    Sought,
    all_documents,
    documents,
    states,
    whole,
)
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


def found(at: Office, page: int = 1, **sought: Any) -> DocumentPage:
    """A page of the list of an office."""
    return documents(whole(), Sought(agencies=(at.agency.pk,), **sought), TODAY, page)


def ids(at: Office, **sought: Any) -> list[int]:
    return [each.id for each in found(at, **sought).rows]


@pytest.mark.django_db
def test_the_list_of_any_day() -> None:
    at = office()
    made = several(at)
    assert ids(at) == [made["way"], made["new"], made["over"], made["old"]]
    then = found(at, on=date(2025, 5, 31))
    assert [(each.id, each.validity, each.ended_by) for each in then.rows] == [
        (made["over"], Validity.VALID, ""),
        (made["old"], Validity.VALID, ""),
    ]
    assert ids(at, state=Validity.VALID) == [made["new"]]
    assert ids(at, state=UNDER_WAY) == [made["way"]]
    assert ids(at, state=UNDER_WAY, on=OLD) == [made["over"], made["old"]]
    assert [(each.id, each.ended_by) for each in found(at, state=Validity.REPEALED).rows] == [
        (made["old"], "云虚规〔2025〕1号")
    ]
    assert ids(at, words="云虚规〔2025〕") == [made["new"]]
    assert found(at, year=2024).total == 2
    assert documents(whole(), Sought(agencies=()), TODAY).total == 0
    counted = states(whole(), Sought(state=Validity.EXPIRED), TODAY)
    assert counted == {"repealed": 1, "valid": 1, "expired": 1, UNDER_WAY: 1, IN_FORCE: 1}
    assert states(whole(), Sought(on=date(2025, 5, 31)), TODAY) == {"valid": 2, IN_FORCE: 2}


@pytest.mark.django_db
@pytest.mark.parametrize("on", [None, date(2025, 8, 1)])
def test_a_list_costs_the_same_on_any_day_however_long_it_is(
    on: date | None, django_assert_num_queries: Any
) -> None:
    at = office()
    several(at)
    with django_assert_num_queries(3):
        found(at, on=on)
    for n in range(30):
        entered(at, f"云虚办〔2025〕{n + 1}号", NEW + timedelta(n))
    with django_assert_num_queries(3):
        page = found(at, on=on)
    assert (page.total, page.pages, len(page.rows)) == (33 + (on is None), 2, 30)
    with django_assert_num_queries(1):
        states(whole(), Sought(on=on), TODAY)
    with django_assert_num_queries(6):
        count(None, OLD, TODAY)


@pytest.mark.django_db
def test_whose_it_was_on_a_day_is_shown() -> None:
    one, two = office("a"), office("b")
    moved = entered(one, "云虚规〔2024〕1号", OLD)
    actions.move_documents(
        of_id=one.agency.pk, to_id=two.agency.pk, on=NEW, reason="虚构改革", by=OPERATOR, at=NOON
    )
    assert [each.agency_slug for each in found(one, on=OLD).rows] == ["a"]
    assert [each.agency_slug for each in found(two).rows] == ["b"]
    assert ids(one) == []
    figure = counted_by("moved_in", frozenset({two.agency.pk}), OLD, TODAY)
    assert [(line.id, line.agency_slug, times) for line, times in figure] == [(moved, "b", 1)]


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
    assert [(each.on, each.kind) for each in shown.life.line(TODAY)] == [
        (OLD, "issued"),
        (OLD, "published"),
        (OLD, "started"),
        (NEW, "changed"),
    ]
    assert [(each.on, each.sort, each.other_id) for each in shown.entries] == [
        (NEW, Sort.CHANGED, made["new"]),
        (TODAY, Sort.DOCUMENT, None),
    ]
    assert card_for(office("z")[OFFICER], made["old"], TODAY) is None
    assert public_life(made["way"]) is None
    on_its_way = card_for(OPERATOR, made["way"], TODAY)
    assert on_its_way is not None
    assert on_its_way.next is not None
    assert on_its_way.next.step is Step.NEED_CHECK
    expired = card_for(OPERATOR, made["over"], TODAY)
    assert expired is not None
    assert expired.says == "自2026年1月1日起因有效期届满自动失效。"
    assert expired.life.line(TODAY)[-1].kind == "left"


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
    """From each half year to the next, for each body, and over all; what is kept is what the law says of the facts."""
    days = [date(2023, 12, 31) + timedelta(182 * n) for n in range(7)]
    facts = every()
    lives, moves = law.lives(facts.register, facts.moves)
    for start, end in pairwise(days):
        counted = count(None, start, end)
        assert counted.proven
        assert {each.agency: each.count for each in counted.rows} == law.counts(lives, start, end)
        for each in counted.rows:
            there = all_documents(whole(), Sought(agencies=(each.agency_id,), on=end), TODAY)
            live = [line for line in there if line.validity not in (Validity.REPEALED, Validity.EXPIRED)]
            assert len(live) == each.count.closing
    assert not moves
    kept_is_asked(ids, facts)
    kept = {pk: row(pk) for pk in ids}
    Document.objects.update(refreshed_on=None, validity="", left_on=None, until=None)
    refresh(at=NOON)
    for pk, before in kept.items():
        now = row(pk)
        same = ("validity", "since", "until", "left_on", "ended_by_id", "holder_id", "faults")
        assert [getattr(now, name) for name in same] == [getattr(before, name) for name in same]


def kept_is_asked(ids: list[int], facts: Facts) -> None:
    """On every day the spells say what the law says, of how a document stands and whose it is."""
    for pk in ids:
        spells = list(Spell.objects.filter(document=pk))
        life = facts.life(pk)
        assert life is not None
        for on in (date(2023, 12, 31) + timedelta(n) for n in range(1_600)):
            kept = [
                (each.validity, each.since, each.until, facts.names.get(each.by_id or 0, ""), each.holder_id)
                for each in spells
                if each.begins_on <= on < each.ends_on
            ]
            then = life.standing(on)
            asked = then and (then.validity, then.since, then.until, then.by, facts.holder(pk, on))
            assert kept == ([asked] if asked else [])


@pytest.mark.django_db
def test_a_policy_document_is_listed_and_not_counted() -> None:
    at = office()
    entered(at, "云虚发〔2025〕1号", NEW, kind=DocumentKind.POLICY, interests=False)
    assert count(None, OLD, TODAY).rows == ()
    assert documents(whole(), Sought(kind=DocumentKind.POLICY), TODAY).total == 1
    assert described().kind is DocumentKind.NORMATIVE
