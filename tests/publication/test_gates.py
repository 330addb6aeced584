"""Gates: whoever publishes goes through them, and ordinary items are not asked about."""

from datetime import timedelta
from typing import Any

import pytest

from gongkai.law.findings import Severity
from gongkai.publication import actions
from gongkai.publication.actions.due import publish_one
from gongkai.publication.models import Edition, gates
from gongkai.publication.models.gates import Gate, Leaving, concerned, declare
from gongkai.publication.queries.checks import Check, check_edition, check_of
from gongkai.records.access import OPERATOR
from gongkai.records.actions.refused import Refused
from gongkai.records.models import LogEntry
from tests.publication.office import (
    HANDLER,
    NOON,
    OFFICER,
    altered,
    approved,
    draft,
    edition,
    item_of,
    later,
    office,
    send,
    sign_off,
)
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
HERE = "tests.publication.test_gates"
TOMORROW = NOON + timedelta(days=1)
NUMBERED = {"document_no": "云府发〔2026〕1号"}
asked: list[Leaving] = []
gone: list[tuple[int, ...]] = []
shut: set[int] = set()
pairs: dict[int, frozenset[int]] = {}


def holds(leaving: Leaving) -> None:
    asked.append(leaving)
    if leaving.edition_id in shut:
        raise Refused("关口没有打开，请先办理。")


def finds(found: Edition, at: object) -> list[Check]:  # noqa: ARG001 - as every gate
    return [check_of("T105", Severity.ERROR, "body", "正文", "关口要求补充。")] if found.pk in shut else []


def companions(edition_id: int) -> frozenset[int]:
    return pairs.get(edition_id, frozenset())


def follows(leavings: list[Leaving], by: object, at: object) -> None:  # noqa: ARG001 - as every gate
    gone.append(tuple(each.edition_id for each in leavings))


@pytest.fixture(autouse=True)
def _gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """One gate alone."""
    made = Gate(
        key="trial",
        holds=f"{HERE}.holds",
        finds=f"{HERE}.finds",
        companions=f"{HERE}.companions",
        follows=f"{HERE}.follows",
    )
    for each in list(gates.DECLARED):
        monkeypatch.delitem(gates._declared, each)
    monkeypatch.setitem(gates._declared, "trial", made)
    for kept in (asked, gone, shut, pairs):
        kept.clear()


@pytest.fixture
def at() -> Office:
    return office()


def test_a_gate_is_declared_once() -> None:
    made = Gate(key="trial", holds="elsewhere.holds")
    with pytest.raises(ValueError, match="twice"):
        declare(made)
    with pytest.raises(ValueError, match="does not name"):
        declare(Gate(key="empty", holds=""))


@pytest.mark.parametrize(
    ("number", "genre", "asks"),
    [
        ("云府发〔2026〕1号", "notice", True),
        ("", "interpretation", True),
        ("", "notice", False),
        ("", "", False),
    ],
)
def test_who_is_asked_about(number: str, genre: str, asks: bool) -> None:
    assert concerned(number, genre) is asks


def test_ordinary_items_go_out_unasked(at: Office) -> None:
    actions.publish(edition_id=approved(at), by=at[OFFICER], at=later(5))
    assert (asked, gone) == ([], [])


def test_the_desk_goes_through(at: Office) -> None:
    edition_id = approved(at, **NUMBERED)
    shut.add(edition_id)
    with pytest.raises(actions.Refused, match="关口没有打开"):
        actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    assert (item_of(edition_id).stand, edition(edition_id).published_at) == ("unpublished", None)
    shut.clear()
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(6))
    assert asked[-1].together == {edition_id}
    assert gone == [(edition_id,)]


def test_the_clock_goes_through(at: Office) -> None:
    edition_id = approved(at, **NUMBERED)
    schedule(at, edition_id)
    shut.add(edition_id)
    publish_one(edition_id=edition_id, at=TOMORROW)
    assert item_of(edition_id).stand == "unpublished"
    assert edition(edition_id).publish_after is None
    (entry,) = LogEntry.objects.filter(action="publication.not_published")
    assert (entry.actor, entry.reason) == (OPERATOR.username, "关口没有打开，请先办理。")


def test_the_clock_takes_companions_along(at: Office) -> None:
    one, other = approved(at, **NUMBERED), approved(at)
    pairs[one] = frozenset({other})
    for each in (one, other):
        schedule(at, each)
    publish_one(edition_id=one, at=TOMORROW)
    assert {edition(each).published_at for each in (one, other)} == {TOMORROW}
    assert asked[-1].together == {one, other}


def test_what_one_refuses_keeps_both(at: Office) -> None:
    one, other = approved(at, **NUMBERED), approved(at)
    pairs[one] = frozenset({other})
    for each in (one, other):
        schedule(at, each)
    shut.add(one)
    publish_one(edition_id=one, at=TOMORROW)
    assert [item_of(each).stand for each in (one, other)] == ["unpublished", "unpublished"]
    assert {edition(each).publish_after for each in (one, other)} == {None}
    assert LogEntry.objects.filter(action="publication.not_published").count() == 2


def test_together_means_all_or_none(at: Office) -> None:
    one, other = approved(at, **NUMBERED), approved(at)
    Edition.objects.filter(pk=other).update(body="<p>偷换</p>")
    with pytest.raises(actions.Refused, match="没有完成审签"):
        actions.publish_together(edition_ids=[one, other], by=at[OFFICER], at=later(5))
    assert [item_of(each).stand for each in (one, other)] == ["unpublished", "unpublished"]
    assert not LogEntry.objects.filter(action="publication.publish").exists()


def test_what_it_finds_stands_among_the_checks(at: Office) -> None:
    edition_id = draft(at)
    shut.add(edition_id)
    assert [each.message for each in check_edition(edition(edition_id), NOON) if each.rule == "T105"] == [
        "关口要求补充。"
    ]
    with pytest.raises(actions.Unfit, match="关口要求补充"):
        send(edition_id, at[HANDLER])


def test_a_number_that_is_added_later_is_asked_about(at: Office) -> None:
    """Nobody goes round the gate by leaving the number out until the text is signed: it is signed again then."""
    edition_id = approved(at)
    held = edition(edition_id)
    more: dict[str, Any] = NUMBERED
    actions.save(
        edition_id=edition_id,
        revision=held.revision,
        content=altered(held, **more),
        by=at[HANDLER],
        at=later(5),
    )
    sign_off(edition_id, at)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(6))
    assert len(asked) == 1


def schedule(at: Office, edition_id: int) -> None:
    actions.schedule(
        edition_id=edition_id, publish_after=TOMORROW, expires_on=None, by=at[OFFICER], at=later(5)
    )
