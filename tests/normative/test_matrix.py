"""Every role tries everything with the register, at its own agency, below it, and at another one."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.documents.normative_sheets import DOCUMENTS, to_csv
from gongkai.law.normative import Effect, Step
from gongkai.law.roles import Role
from gongkai.normative import actions
from gongkai.normative.actions import Entered, Taken, Wanted
from gongkai.normative.actions.importing import import_register
from gongkai.normative.models import Change, Doing
from gongkai.normative.queries.card import card_for
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.refused import Refused
from tests.normative.register import changed, described, entered, stepped, taken_up
from tests.publication.office import NOON, office, over
from tests.signoff.office import Office

pytestmark = pytest.mark.django_db
OLD, NEW = date(2024, 5, 10), date(2025, 6, 1)
OFFICER, HANDLER, HEAD = Role.DISCLOSURE_OFFICER, Role.HANDLER, Role.OFFICE_HEAD
DRAFTERS = {OFFICER, HANDLER, HEAD, Role.SUPERVISOR}
REVIEWERS = {Role.LEGAL_REVIEWER, HEAD, Role.SUPERVISOR}
KEEPERS = {OFFICER, HEAD, Role.SUPERVISOR}
Try = Callable[[Office, Actor, dict[str, int]], object]


def step(which: Step) -> Try:
    def attempt(_: Office, by: Actor, made: dict[str, int]) -> object:
        taken = Taken(step=which, on=date(2026, 3, 1))
        return actions.record_step(document_id=made["way"], taken=taken, by=by, at=NOON)

    return attempt


def enter(at: Office, by: Actor, _: dict[str, int]) -> object:
    return entered(at, "云虚办〔2025〕7号", NEW, by=by)


def change(_: Office, by: Actor, made: dict[str, int]) -> object:
    wanted = Wanted(effect=Effect.REPEALED, of_id=made["over"], cause_id=made["new"], on=date(2025, 7, 1))
    return actions.enter_change(wanted=wanted, by=by, at=NOON)


def correct(_: Office, by: Actor, made: dict[str, int]) -> object:
    given = Entered(described=described(), number="云虚规〔2024〕1号", issued_on=OLD, published_on=OLD)
    return actions.correct(document_id=made["old"], entered=given, by=by, at=NOON, reason="标题抄错")


def bring(at: Office, by: Actor, _: dict[str, int]) -> object:
    data = to_csv(DOCUMENTS, [{"title": "虚构绿化办法", "issued_on": "2025-01-01"}])
    return import_register(agency_id=at.agency.pk, data=data, name="表.csv", by=by, at=NOON)


def void_step(_: Office, by: Actor, made: dict[str, int]) -> object:
    doing = Doing.objects.get(document=made["way"])
    return actions.void_step(doing_id=doing.pk, by=by, at=NOON, reason="误记")


def void_change(_: Office, by: Actor, made: dict[str, int]) -> object:
    told = Change.objects.get(of=made["old"])
    return actions.void_change(change_id=told.pk, by=by, at=NOON, reason="误记")


def void_document(_: Office, by: Actor, made: dict[str, int]) -> object:
    return actions.void_document(document_id=made["over"], by=by, at=NOON, reason="重复登记")


def articles(which: str) -> Try:
    def attempt(_: Office, by: Actor, made: dict[str, int]) -> object:
        written = (actions.Written("一", "虚构的文字。"),)
        return actions.set_articles(document_id=made[which], articles=written, by=by, at=NOON)

    return attempt


def take_up(at: Office, by: Actor, _: dict[str, int]) -> object:
    return taken_up(at, by)


TRIES: dict[str, tuple[Try, set[Role]]] = {
    "take up": (take_up, DRAFTERS),
    "draft a text": (articles("way"), DRAFTERS),
    "a step of drafting": (step(Step.DRAFT), DRAFTERS),
    "a review": (step(Step.LEGALITY_REVIEW), REVIEWERS),
    "deliberation": (step(Step.DELIBERATION), KEEPERS),
    "take a step back": (void_step, DRAFTERS),
    "enter an older one": (enter, KEEPERS),
    "enter a change": (change, KEEPERS),
    "correct": (correct, KEEPERS),
    "take in a list": (bring, KEEPERS),
    "take a change back": (void_change, KEEPERS),
    "take a document off": (void_document, KEEPERS),
    "a text that was issued": (articles("old"), KEEPERS),
}


def documents(at: Office) -> dict[str, int]:
    old, new = entered(at, "云虚规〔2024〕1号", OLD), entered(at, "云虚规〔2025〕1号", NEW)
    changed(Effect.REPEALED, old, new, NEW)
    way = taken_up(at)
    stepped(way, Step.NEED_CHECK, date(2026, 2, 1))
    return {"old": old, "new": new, "over": entered(at, "云虚规〔2024〕2号", OLD), "way": way}


def may(attempt: Try, at: Office, by: Actor, made: dict[str, int]) -> bool:
    """Whether somebody may; what the law holds back is held back from those who may."""
    try:
        with transaction.atomic():
            attempt(at, by, made)
            transaction.set_rollback(True)
    except PermissionDenied:
        return False
    except Refused:
        return True
    return True


@pytest.mark.parametrize("name", TRIES)
def test_each_role_does_its_part_at_its_own_agency_and_supervisors_below(name: str) -> None:
    attempt, roles = TRIES[name]
    own, other = office("a"), office("b")
    made = documents(own)
    assert {role for role in Role if may(attempt, own, own[role], made)} == roles
    assert not any(may(attempt, own, other[role], made) for role in Role)
    assert may(attempt, own, over(other, own), made)
    assert may(attempt, own, OPERATOR, made)


def test_who_works_for_the_agency_or_above_it_reads() -> None:
    own, other = office("a"), office("b")
    made = documents(own)
    today = NOON.date()
    readers = {role for role in Role if card_for(own[role], made["way"], today)}
    assert {OFFICER, HANDLER, HEAD, Role.LEGAL_REVIEWER, Role.LEADER, Role.SUPERVISOR} <= readers
    assert Role.SYSTEM_ADMINISTRATOR not in readers
    assert not any(card_for(other[role], made["way"], today) for role in Role)
    assert card_for(over(other, own), made["way"], today)
