"""Writes: applications come in, on every way, and their receipt is confirmed.   依据：条例第二十九、三十一条"""

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac

from gongkai.agencies.models import Agency
from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.actions.holding import (
    Brought,
    Held,
    citizen,
    enter,
    enter_fact,
    hold,
    settle,
    told,
    with_keys,
)
from gongkai.applications.actions.notifying import What, told_applicant
from gongkai.applications.models import Applicant, Application, Doing, Identity, Rectification, Wanted, Way
from gongkai.applications.models.numbers import APPLICATION_NO
from gongkai.applications.queries.filing import Filing, Who, key_of, title_of, wrong
from gongkai.law.deadlines.answer import State
from gongkai.law.ledger import Fact, Kind
from gongkai.records.access import Actor
from gongkai.records.actions.numbers import take_number
from gongkai.records.actions.refused import Refused
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries.numbers import civil_day

ALPHABET = "34679ACDEFGHJKMNPQRTUVWXY"
"""No two signs of a query code look alike."""
CODE_LENGTH = 8
Got = TypeVar("Got")


class Unfit(Refused):
    """A form that cannot be taken in; `wrong` says what is wrong, by field."""

    def __init__(self, found: Mapping[str, str]) -> None:
        super().__init__(*found.values())
        self.wrong = dict(found)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the citizen asks with. The code is told here only. `again`: the same form had come in before."""

    application_id: int
    number: str
    code: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """How an application came in: on which way and day, with which files, and what is to be remarked."""

    way: Way
    arrived_on: date
    files: tuple[Brought, ...] = ()
    note: str = ""


def submit(
    *,
    agency_id: int,
    filing: Filing,
    ticket: UUID,
    at: datetime,
    files: Iterable[Brought] = (),
    address: str = "",
) -> Receipt:
    """Take in an application that a citizen sent from the portal.

    The same ticket gives the same receipt, however often it is sent. Unfit for a form that lacks something, Refused where the
    agency takes no applications.   依据：条例第二十九条
    """
    by, came = citizen(address), Came(Way.PORTAL, civil_day(at), tuple(files))
    return once(ticket, _known, lambda: _received(agency_id, filing, came, ticket, by, at))


def register(*, agency_id: int, filing: Filing, came: Came, ticket: UUID, by: Actor, at: datetime) -> Receipt:
    """Take in an application that came on paper, by letter, fax or e-mail, or that was told orally and written down.

    As `submit`; Refused for a day to come and for the portal's own way; PermissionDenied for others than those who take
    applications in.   依据：条例第二十九、三十一条
    """
    require_counter(agency_id, came, by, at, "网上申请")
    return once(ticket, _known, lambda: _received(agency_id, filing, came, ticket, by, at))


@transaction.atomic
def confirm(
    *,
    application_id: int,
    by: Actor,
    at: datetime,
    on: date | None = None,
    how: str = "",
    moves: int | None = None,
) -> None:
    """Confirm with the applicant that an application was received: from this day the period counts.

    Refused for a day before it came in or to come; PermissionDenied for others than those who take applications in.
    依据：条例第三十一条
    """
    held = hold(application_id, Act.CONFIRM, by=by, at=at, moves=moves)
    enter_fact(held, Fact(Kind.CONFIRMED, on or civil_day(at)), note=how)
    told_applicant(held, What.CONFIRMED)
    told("confirm", held)


def renewed(one: Application | Rectification) -> str:
    """A query code that nobody can guess, in the place of the one before."""
    one.code = code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    with with_keys():
        one.save(update_fields=["code", "code_print"])
    return code


def require_counter(agency_id: int, came: Came, by: Actor, at: datetime, online: str) -> None:
    """PermissionDenied for others than those who take applications in; Refused for what comes `online`, and for a day to come."""
    access.require_intake(by, agency_id)
    if came.way is Way.PORTAL:
        raise Refused(f"{online}由申请人在网站提交，请选择实际的收件途径。")
    if came.arrived_on > civil_day(at):
        raise Refused("收到日期不能晚于今天，请核对。")


def once(ticket: UUID, known: Callable[[UUID], Got | None], receive: Callable[[], Got]) -> Got:
    """Receive, unless the form was received before, perhaps by another process at this moment."""
    if found := known(ticket):
        return found
    try:
        with with_keys(), transaction.atomic():
            return receive()
    except IntegrityError:
        if found := known(ticket):
            return found
        raise


def _known(ticket: UUID) -> Receipt | None:
    found = Application.objects.filter(ticket=ticket).values_list("pk", "number").first()
    return Receipt(*found, code_for(ticket), again=True) if found else None


def code_for(ticket: UUID) -> str:
    """The query code of the form with this ticket: the same each time, known to whoever has the form alone."""
    number = int(salted_hmac("gongkai.applications.code", str(ticket), algorithm="sha256").hexdigest(), 16)
    signs = []
    for _ in range(CODE_LENGTH):
        number, place = divmod(number, len(ALPHABET))
        signs.append(ALPHABET[place])
    return "".join(signs)


def _received(agency_id: int, filing: Filing, came: Came, ticket: UUID, by: Actor, at: datetime) -> Receipt:
    if found := wrong(filing):
        raise Unfit(found)
    application = _application(agency_of(agency_id, at, "申请"), filing, came, ticket, at)
    duty = None if came.way is Way.PORTAL else access.require_intake(by, agency_id)
    held = Held(application, by, at, duty)
    enter(held, Doing.SUBMITTED, on=came.arrived_on, note=came.note, files=came.files)
    settle(application, at)
    said = {"way": came.way.value, "things": len(filing.things)}
    told_applicant(held, What.RECEIVED)
    told("submit" if came.way is Way.PORTAL else "register", held, details=said)
    return Receipt(application.pk, application.number, code_for(ticket))


def agency_of(agency_id: int, at: datetime, turn: str) -> Agency:
    """The agency that something came to. Refused for none, and for one that has ended: `turn` to its successor."""
    agency = Agency.objects.filter(pk=agency_id).first()
    if agency is None:
        raise Refused("没有这个机关。")
    if agency.ends_on is not None and agency.ends_on < civil_day(at):
        raise Refused(f"{agency.name}已经撤销，请向承接其职责的机关{turn}。")
    return agency


def entered(
    kind: str, agency: Agency, came: Came, ticket: UUID, at: datetime, refused: str
) -> dict[str, Any]:
    """What everything that came in is kept with; its number is the next of a kind.

    Refused where the agency gives no such numbers: in the words of `refused`.
    """
    try:
        number = take_number(kind, agency_id=agency.pk, at=at, org=agency.organ_code).text
    except PatternRefused as refusal:
        raise Refused(f"{agency.name}{refused.format(refusal)}。请与该机关联系。") from refusal
    return {
        "agency": agency,
        "number": number,
        "code": code_for(ticket),
        "ticket": ticket,
        "way": came.way,
        "arrived_on": came.arrived_on,
        "submitted_at": at,
    }


def _application(agency: Agency, filing: Filing, came: Came, ticket: UUID, at: datetime) -> Application:
    unnumbered = "还没有设好登记编号（{}），暂时不能登记申请"
    application = Application.objects.create(
        **entered(APPLICATION_NO.name, agency, came, ticket, at, unnumbered),
        applicant_kind=filing.kind,
        title=title_of(filing),
        medium=filing.medium,
        route=filing.route,
        help_needed=filing.help_needed.strip(),
        state=State.CONFIRMING_RECEIPT,
        settled_on=civil_day(at),
    )
    Applicant.objects.create(application=application, **to_seal(filing, person=filing.person))
    Wanted.objects.bulk_create(
        Wanted(
            application=application,
            position=place,
            name=thing.name.strip(),
            document_no=thing.document_no.strip(),
            description=thing.description.strip(),
            period=thing.period.strip(),
            key=key_of(thing, agency.pk),
        )
        for place, thing in enumerate(filing.things, 1)
    )
    return application


def to_seal(who: Who, *, person: bool) -> dict[str, str]:
    """Who applies or asks, as it is kept."""
    return {
        "name": who.name.strip(),
        "identity": Identity(who.identity).value if person else "",
        "identity_no": (who.identity_no if person else who.credit_code).strip().upper(),
        "representative": "" if person else who.representative.strip(),
        "agent": who.agent.strip(),
        "telephone": "".join(who.telephone.split()),
        "email": who.email.strip(),
        "address": who.address.strip(),
        "postcode": who.postcode.strip(),
    }
