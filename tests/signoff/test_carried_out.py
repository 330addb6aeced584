"""Kinds whose thing is done with the last agreement: in its transaction, and not without it."""

from dataclasses import replace
from typing import Any

import pytest

from gongkai.law.roles import Role
from gongkai.records.actions.refused import Refused
from gongkai.signoff.models import Opinion, Round, kinds
from tests.signoff.office import STEPS, TRIAL, Office, agree, digest, office, send

pytestmark = pytest.mark.django_db
DONE: list[dict[str, Any]] = []


def carry_out(**given: Any) -> None:
    """What a package above does with an approved thing."""
    if not Round.objects.filter(subject=given["subject"], outcome="approved").exists():
        raise AssertionError("it is done after the round ended")
    DONE.append(given)


def refuse(**given: Any) -> None:
    carry_out(**given)
    raise Refused("这一事项已经不能办理。")


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Office:
    DONE.clear()
    monkeypatch.setitem(kinds._declared, TRIAL.key, replace(TRIAL, carried_out=f"{__name__}.carry_out"))
    return office()


def spoken_to(at: Office, until: str = "") -> int:
    """A round to which everybody before a step has agreed."""
    made = send(at)
    for step, role in STEPS.items():
        if step == until:
            break
        agree(made, step, at[role])
    return made


def test_it_is_done_once_with_the_last_agreement_by_whoever_gave_it(at: Office) -> None:
    made = spoken_to(at, until="signature")
    assert DONE == []
    agree(made, "signature", at[Role.LEADER])
    (given,) = DONE
    assert (given["digest"], given["by"], given["duty"].role) == (digest(), at[Role.LEADER], Role.LEADER)


def test_what_is_refused_nobody_has_agreed_to(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds._declared, TRIAL.key, replace(TRIAL, carried_out=f"{__name__}.refuse"))
    made = spoken_to(at, until="signature")
    said = Opinion.objects.filter(round=made).count()
    with pytest.raises(Refused, match="已经不能办理"):
        agree(made, "signature", at[Role.LEADER])
    held = Round.objects.get(pk=made)
    assert (held.ended_at, held.outcome, Opinion.objects.filter(round=made).count()) == (None, "", said)
    assert held.turns.get().step == "signature"
    assert len(DONE) == 1


def test_a_kind_that_names_nothing_is_only_approved(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(kinds._declared, TRIAL.key, TRIAL)
    assert Round.objects.get(pk=spoken_to(at)).outcome == "approved"
    assert DONE == []


def test_without_a_chain_nothing_goes_into_sign_off(at: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongkai.signoff.actions.chains.shipped", lambda _: ())
    with pytest.raises(Refused, match="没有给这一类事项设置审签流程"):
        send(at)
    assert not Round.objects.exists()
