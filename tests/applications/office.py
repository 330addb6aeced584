"""Agencies that are asked for information, and applications on every way through them; all names are invented."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from gongkai.agencies.models import Membership
from gongkai.applications import actions
from gongkai.applications.actions import Came, Receipt
from gongkai.applications.models import ApplicantKind, Application, Decision, Identity, Medium, Route, Way
from gongkai.applications.queries.deciding import Part, findings
from gongkai.applications.queries.filing import Filing, Thing
from gongkai.applications.queries.wording import remedy, whole
from gongkai.documents.holidays import installed_calendar
from gongkai.law.findings import Severity
from gongkai.law.outcomes.catalogue import outcomes
from gongkai.law.outcomes.decision import PersonalData, SecrecyReview
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff import actions as signoff
from tests.publication.office import ORGAN_CODES, agency
from tests.signoff.office import Office, actor, duty, user

__all__ = ["ORGAN_CODES", "Office"]

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # a Monday, noon in China
MONDAY = date(2026, 3, 2)
OFFICER, HANDLER, HEAD, LEADER = Role.DISCLOSURE_OFFICER, Role.HANDLER, Role.OFFICE_HEAD, Role.LEADER
CLERK, SECRECY, SUPERVISOR = Role.COUNTER_CLERK, Role.SECRECY_REVIEWER, Role.SUPERVISOR
_numbers = count(1)
PERSON: dict[str, Any] = {
    "name": "云小舟",
    "identity": Identity.RESIDENT_CARD,
    "identity_no": "11010519491231002X",
    "telephone": "13900009876",
    "email": "zhou@example.cn",
    "address": "虚构省云岭县云溪路1号",
    "postcode": "000000",
}
BODY: dict[str, Any] = {
    "name": "云岭虚构商贸有限公司",
    "identity": "",
    "identity_no": "",
    "credit_code": "91110000600037341L",
    "representative": "云大川",
}


def office(slug: str = "a") -> Office:
    """An agency with a person in each role, who has the role in the tables too."""
    made = agency(slug)
    people = {}
    for role in Role:
        who = user(f"{slug}-{role.value}")
        Membership.objects.create(user=who, agency=made, role=role, begins_on=date(2025, 1, 1))
        people[role] = actor(who, duty(role, made.pk))
    return Office(made, people)


def after(working_days: int, hours: float = 0) -> datetime:
    """Noon of the working day so many after Monday."""
    day = installed_calendar().after(MONDAY, working_days) if working_days else MONDAY
    return NOON + timedelta(days=(day - MONDAY).days, hours=hours)


def filing(**changes: Any) -> Filing:
    """A form that a person has filled in completely; no two are the same."""
    number = next(_numbers)
    known: dict[str, Any] = {
        "kind": ApplicantKind.NATURAL_PERSON,
        **PERSON,
        "things": (Thing(f"第{number}号虚构地块的征收补偿安置方案"),),
        "medium": Medium.ELECTRONIC,
        "route": Route.PORTAL,
    }
    return Filing(**known | changes)


def company(**changes: Any) -> Filing:
    """A form of an organisation."""
    return filing(**{"kind": ApplicantKind.BUSINESS, **BODY} | changes)


def submitted(at: Office, *, ticket: UUID | None = None, when: datetime = NOON, **changes: Any) -> Receipt:
    """A form that came through the portal."""
    form = changes.pop("form", None) or filing(**changes)
    return actions.submit(agency_id=at.agency.pk, filing=form, ticket=ticket or uuid4(), at=when)


def registered(at: Office, *, way: Way = Way.COUNTER, when: datetime = NOON, **changes: Any) -> Receipt:
    """An application that came to the counter: the period counts from this day."""
    came = Came(way, changes.pop("arrived_on", when.date()))
    form = changes.pop("form", None) or filing(**changes)
    return actions.register(
        agency_id=at.agency.pk, filing=form, came=came, ticket=uuid4(), by=at[CLERK], at=when
    )


def confirmed(at: Office, **changes: Any) -> int:
    """An application through the portal, whose receipt is confirmed on Monday."""
    receipt = submitted(at, **changes)
    actions.confirm(application_id=receipt.application_id, by=at[OFFICER], at=changes.get("when", NOON))
    return receipt.application_id


def application(application_id: int) -> Application:
    return Application.objects.select_related("agency", "applicant").get(pk=application_id)


FORUMS = {"review_body": "虚构省人民政府", "court": "虚构市中级人民法院"}
CLEARED = {"secrecy": SecrecyReview.CLEARED, "personal_data": PersonalData.NONE_FOUND, **FORUMS}


def said(parts: Sequence[Part], when: datetime) -> str:
    """A short text with what every letter says of review and suit, as the page of a decision puts it."""
    known = all(part.outcome in outcomes() for part in parts)  # what is none is refused by the action
    paragraph = remedy(parts, FORUMS, civil_day(when)) if known else None
    return whole("经审查，现答复如下。", paragraph.text if paragraph else "")


def drafted(
    at: Office, application_id: int, outcome: str, variant: str = "", *, when: datetime, **facts: Any
) -> int:
    """A decision with one result for everything that is asked for."""
    wanted = application(application_id).wanted.values_list("position", flat=True)
    parts = [Part(position, outcome, variant, reason="依据见答复") for position in wanted]
    return actions.save_decision(
        application_id=application_id,
        parts=parts,
        text=said(parts, when),
        facts=CLEARED | facts,
        by=at[OFFICER],
        at=when,
    )


def sent(at: Office, decision_id: int, *, when: datetime) -> int:
    """Into sign-off; whatever warning there is gets an answer."""
    held = Decision.objects.get(pk=decision_id)
    answered = {
        actions.key_of(each): "已核对"
        for each in findings(held, when.date())
        if each.severity is Severity.WARNING
    }
    return actions.submit_decision(
        decision_id=decision_id, revision=held.revision, answered=answered, by=at[OFFICER], at=when
    )


def signed(at: Office, decision_id: int, *, when: datetime) -> None:
    """Everybody of the chain agrees."""
    held = Decision.objects.get(pk=decision_id)
    steps = (
        ("secrecy", SECRECY),
        ("legal", Role.LEGAL_REVIEWER),
        ("office", HEAD),
        ("signature", LEADER),
    )
    for step, who in steps:
        signoff.say(
            round_id=held.round_id or 0,
            step=step,
            verdict=Verdict.AGREE,
            digest=held.digest,
            text="同意",
            by=at[who],
            at=when,
        )


def decided(
    at: Office, application_id: int, outcome: str, variant: str = "", *, when: datetime, **facts: Any
) -> str:
    """From draft to reply; the number of the reply."""
    decision_id = drafted(at, application_id, outcome, variant, when=when, **facts)
    sent(at, decision_id, when=when)
    signed(at, decision_id, when=when)
    return actions.issue(decision_id=decision_id, by=at[OFFICER], at=when)
