"""Replies without their way through sign-off, for tests of what follows from them."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Receipt, holding
from gongkai.applications.models import Decision
from gongkai.applications.queries.deciding import Part
from gongkai.applications.queries.filing import Thing
from gongkai.law.ledger import Fact, Kind
from gongkai.records.queries.numbers import civil_day
from tests.applications.office import CLEARED, NOON, OFFICER, Office, after, application, filing, submitted

NAMES = ("云小舟", "岭上松", "溪小满", "石敢言", "柳一一")
ASKED = "虚构小区加装电梯补助的分配结果"


def replied(at: Office, application_id: int, parts: Sequence[Part], when: datetime) -> None:
    """A reply that was signed on paper."""
    made = actions.save_decision(
        application_id=application_id,
        parts=parts,
        text="经审查，现答复如下。",
        facts=CLEARED,
        by=at[OFFICER],
        at=when,
    )
    held = holding.hold(application_id, Act.ISSUE, by=at[OFFICER], at=when)
    Decision.objects.filter(pk=made).update(number=f"虚构〔2026〕{made}号", issued_at=when)
    row = Decision.objects.values_list("row", flat=True).get(pk=made)
    holding.enter_fact(held, Fact(Kind.REPLIED, civil_day(when), result=row), despite=True)
    holding.told("issue", held)


def asked(at: Office, name: str, *things: str, when: datetime = NOON) -> Receipt:
    """Somebody, with a passport of their own, asks, and receipt is confirmed."""
    form = filing(
        name=name,
        identity="passport",
        identity_no=f"E{NAMES.index(name):08}",
        things=tuple(Thing(each) for each in things or (ASKED,)),
    )
    receipt = submitted(at, form=form, when=when)
    actions.confirm(application_id=receipt.application_id, by=at[OFFICER], at=when)
    return receipt


def got(
    at: Office,
    name: str,
    outcome: str = "granted",
    variant: str = "provided",
    *,
    when: datetime | None = None,
) -> Receipt:
    """Somebody asks and gets one answer about everything."""
    receipt = asked(at, name, when=when or NOON)
    answered(at, receipt.application_id, outcome, variant, when=when or after(4))
    return receipt


def answered(
    at: Office, application_id: int, outcome: str = "granted", variant: str = "provided", *, when: datetime
) -> None:
    """One result for everything that is asked for."""
    places = application(application_id).wanted.values_list("position", flat=True)
    parts = [Part(place, outcome, variant, reason="依据见答复") for place in places]
    replied(at, application_id, parts, when)
