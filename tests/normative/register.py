"""Documents of invented offices: taken up, issued, published, changed."""

from datetime import date, datetime
from itertools import count
from typing import Any

from gongkai.law.normative import DocumentKind, Effect, Step, StepResult
from gongkai.law.roles import Role
from gongkai.normative import actions
from gongkai.normative.actions import Described, Entered, Issued, Taken, Wanted, Written
from gongkai.normative.models import Document
from gongkai.records.access import OPERATOR, Actor
from tests.publication.office import NOON
from tests.signoff.office import Office

OFFICER, HANDLER, LEGAL = Role.DISCLOSURE_OFFICER, Role.HANDLER, Role.LEGAL_REVIEWER
HEAD, SUPERVISOR = Role.OFFICE_HEAD, Role.SUPERVISOR
TODAY = date(2026, 3, 2)
_numbers = count(1)


def described(**changes: Any) -> Described:
    """A normative document as they mostly are; no two have the same title."""
    known: dict[str, Any] = {
        "title": f"云岭县第{next(_numbers)}号虚构管理办法",
        "kind": DocumentKind.NORMATIVE,
        "interpreted": False,
    }
    return Described(**known | changes)


def entered(
    at: Office,
    number: str,
    issued_on: date,
    *,
    by: Actor = OPERATOR,
    published_on: date | None = None,
    articles: tuple[Written, ...] = (),
    when: datetime = NOON,
    **changes: Any,
) -> int:
    """A document that was made before, published on the day of its issue if nothing else is said; its number."""
    return actions.enter_document(
        agency_id=at.agency.pk,
        entered=Entered(
            described=described(**changes),
            number=number,
            issued_on=issued_on,
            published_on=published_on or issued_on,
        ),
        articles=articles,
        by=by,
        at=when,
    )


def three_articles() -> tuple[Written, ...]:
    return tuple(Written(number, f"虚构的第{number}条。") for number in "一二三")


def changed(
    effect: Effect, of: int, cause: int, on: date, *, by: Actor = OPERATOR, reason: str = "", **more: Any
) -> int:
    wanted = Wanted(effect=effect, of_id=of, cause_id=cause, on=on, **more)
    return actions.enter_change(wanted=wanted, by=by, at=NOON, reason=reason)


def stepped(
    document_id: int,
    step: Step,
    on: date,
    by: Actor = OPERATOR,
    *,
    result: StepResult = StepResult.PASSED,
    reason: str = "",
    **more: Any,
) -> None:
    actions.record_step(
        document_id=document_id,
        taken=Taken(step=step, on=on, result=result, **more),
        by=by,
        at=NOON,
        reason=reason,
    )


def taken_up(at: Office, by: Actor = OPERATOR, **changes: Any) -> int:
    return actions.take_up(agency_id=at.agency.pk, described=described(**changes), by=by, at=NOON)


def decided(at: Office, **changes: Any) -> int:
    """A document of no interest to the public's rights, up to deliberation."""
    given: dict[str, Any] = {"interests": False, "kind": DocumentKind.POLICY, **changes}
    document_id = taken_up(at, OPERATOR, **given)
    stepped(document_id, Step.DRAFT, date(2026, 2, 24))
    return document_id


def issued(document_id: int, number: str = "", on: date = TODAY, by: Actor = OPERATOR, **more: Any) -> str:
    return actions.number_and_issue(
        document_id=document_id, issued=Issued(on=on, number=number), by=by, at=NOON, **more
    )


def row(document_id: int) -> Document:
    return Document.objects.get(pk=document_id)
