"""Who may what: every role at every step, of the own agency and of another; forms that were tampered with; readers."""

from collections.abc import Callable, Iterator
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.models import LogEntry
from gongkai.signoff import access, actions, queries
from gongkai.signoff.actions import Refused
from gongkai.signoff.models import Opinion, Round, Turn
from gongkai.signoff.models.kinds import DRAFTERS
from tests.signoff.office import (
    NOON,
    STEPS,
    Office,
    actor,
    agree,
    another,
    ask,
    digest,
    duty,
    later,
    office,
    pass_all,
    send,
    send_back,
    standing_in,
    submit_again,
    user,
)

pytestmark = pytest.mark.django_db
BEFORE = {
    "secrecy": [],
    "legal": [],
    "office": ["secrecy", "legal"],
    "signature": ["secrecy", "legal", "office"],
}


def refused(act: Callable[[], object]) -> str:
    """ "" if it is done, else by what it is refused; the database is then as it was."""
    before = (Opinion.objects.count(), LogEntry.objects.count(), list(Turn.objects.values_list("pk")))
    try:
        act()
    except (PermissionDenied, Refused) as problem:
        assert before == (
            Opinion.objects.count(),
            LogEntry.objects.count(),
            list(Turn.objects.values_list("pk")),
        )
        return type(problem).__name__
    return ""


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_open_to_its_role_at_its_agency_alone(step: str) -> None:
    a, b = office("a"), office("b")
    above = actor(user("above"), duty(Role.SUPERVISOR, a.agency.pk, b.agency.pk))
    everybody = [*a.people.values(), *b.people.values(), above, OPERATOR]
    sent = send(a, by=another(a, Role.HANDLER))
    pass_all(sent, a, BEFORE[step])
    spoken = {who.username for who in everybody if not refused(lambda who=who: agree(sent, step, who))}  # type: ignore[misc] # bound on purpose
    assert spoken == {a[STEPS[step]].username}


def test_starting_is_open_to_drafters_of_the_agency() -> None:
    a, b = office("a"), office("b")
    can = {role for role, who in a.people.items() if not refused(lambda who=who: send(a, by=who))}  # type: ignore[misc] # as above
    assert can == DRAFTERS
    assert all(refused(lambda who=who: send(a, by=who)) for who in [*b.people.values(), OPERATOR])  # type: ignore[misc] # as above


def test_stopping_and_reminding_are_open_to_authors_heads_and_supervisors() -> None:
    a, b = office("a"), office("b")
    drafter = another(a, Role.HANDLER)

    def can(act: Callable[[int, Actor], object]) -> set[str]:
        everybody = [*a.people.values(), *b.people.values(), OPERATOR, drafter]
        return {who.username for who in everybody if not refused(partial(act, send(a, by=drafter), who))}

    heads = {"a-office_head", "a-leader", drafter.username}
    assert can(lambda sent, who: actions.stop(round_id=sent, because="x", by=who, at=NOON)) == heads
    assert can(lambda sent, who: actions.remind(round_id=sent, by=who, at=NOON)) == {*heads, "a-supervisor"}


def test_tampered_forms_are_refused_and_leave_nothing() -> None:
    a = office()
    sent = send(a)
    reviewer = a[Role.SECRECY_REVIEWER]
    held = {"round_id": sent, "step": "secrecy", "verdict": Verdict.AGREE, "digest": digest(), "by": reviewer}
    for wrong in (
        {"digest": digest("乙")},
        {"digest": ""},
        {"step": "legal"},
        {"step": "office"},
        {"step": "nowhere"},
        {"step": "draft", "verdict": Verdict.SUBMIT},
        {"verdict": Verdict.SUBMIT},
        {"verdict": Verdict.RETURN},
        {"verdict": Verdict.RETURN, "text": "x", "returns_to": "secrecy"},
        {"verdict": Verdict.RETURN, "text": "x", "returns_to": "nowhere"},
        {"round_id": sent + 1},
        {"text": "a\0b"},
    ):
        assert refused(lambda wrong=wrong: actions.say(**{**held, **wrong}, at=NOON)), wrong  # type: ignore[misc] # as above
    assert not refused(lambda: actions.say(**held, at=NOON))  # type: ignore[arg-type] # fields as a form has them
    assert refused(lambda: actions.say(**held, at=NOON))  # type: ignore[arg-type] # sent twice


def everybody(*offices: Office) -> Iterator[Actor]:
    for at in offices:
        yield from at.people.values()


def test_seeing_one_round_and_listing_rounds_are_one_rule() -> None:
    a, b = office("a"), office("b")
    clerk = another(a, Role.COUNTER_CLERK)
    mine = send(a, by=clerk)
    asked = send(a)
    ask(asked, a[Role.LEGAL_REVIEWER], b, step="legal", role=Role.COUNTER_CLERK)
    seen: dict[str, set[int]] = {}
    for who in [*everybody(a, b), clerk, OPERATOR]:
        seen[who.username] = set(Round.objects.filter(access.visible_to(who)).values_list("pk", flat=True))
        for round_id in (mine, asked):
            assert access.sees(who, round_id) == (round_id in seen[who.username])
            assert (not refused(partial(queries.history, round_id, who))) == access.sees(who, round_id)
            assert (queries.options(round_id, who) is not None) == access.sees(who, round_id)
    readers = {f"a-{role.value}" for role in access.READERS}
    assert {name for name, rounds in seen.items() if mine in rounds} == readers | {clerk.username}
    assert {name for name, rounds in seen.items() if asked in rounds} == readers | {"b-counter_clerk"}


def test_options_are_what_the_actions_let_through() -> None:
    """Every person of the agency, at every state: a button is shown exactly where the action goes through."""
    a = office()
    deputy = standing_in(another(a, Role.HANDLER), Role.LEADER, a, for_=a[Role.LEADER])
    sent = send(a, by=deputy)
    states: list[Callable[[], object]] = [
        lambda: None,
        lambda: pass_all(sent, a, ["secrecy", "legal"]),
        lambda: agree(sent, "office", a[Role.OFFICE_HEAD], hours=3),
        lambda: send_back(sent, "signature", a[Role.LEADER], hours=4),
        lambda: submit_again(sent, deputy, hours=5),
    ]
    for number, state in enumerate(states):
        state()
        for who in [*a.people.values(), deputy]:
            offered = queries.options(sent, who)
            can = {option.step for option in offered.steps} if offered else set()
            open_steps = set(Turn.objects.filter(round=sent).values_list("step", flat=True)) - {"draft"}
            done = {step for step in open_steps if goes_through(lambda it=step, me=who: agree(sent, it, me))}  # type: ignore[misc] # as above
            assert can == done, (number, who.username)
            assert bool(offered and offered.submit) == goes_through(lambda me=who: submit_again(sent, me))  # type: ignore[misc] # as above
            assert bool(offered and offered.write) == goes_through(
                lambda me=who: actions.change(round_id=sent, digest=digest("丙"), by=me, at=later(9))  # type: ignore[misc] # as above
            )
            assert bool(offered and offered.stop) == goes_through(
                lambda me=who: actions.stop(round_id=sent, because="x", by=me, at=NOON)  # type: ignore[misc] # as above
            )


def goes_through(act: Callable[[], object]) -> bool:
    """Whether an action is let through; what it did is taken back."""
    try:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)
    except (PermissionDenied, Refused):
        return False
    return True
