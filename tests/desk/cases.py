"""Applications in the world of the desk: one that waits for confirmation, one in hand with a draft reply, one that ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from gongkai.agencies.queries import AgencyRow
from gongkai.applications import actions
from gongkai.applications.access import Act
from gongkai.applications.actions import Brought, Receipt, Task, rectifying
from gongkai.applications.models import (
    ApplicantKind,
    Application,
    Asker,
    CaseFile,
    Decision,
    Doing,
    Event,
    FileUse,
    Identity,
    Letter,
    Material,
    Medium,
    RectifyEvent,
    RectifyFile,
    Route,
    Wanted,
)
from gongkai.applications.queries.deciding import Part, findings
from gongkai.applications.queries.filing import Filing, Thing
from gongkai.applications.queries.letters import Composed
from gongkai.applications.queries.rectifying.claims import Claim
from gongkai.demo.printed import paper
from gongkai.documents.letters.letter import Letterhead
from gongkai.law.ledger import Party
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.files import receive, store
from gongkai.records.actions.numbers import set_pattern
from gongkai.records.models import NumberPattern
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff.actions import set_chain
from gongkai.signoff.models import Round
from tests.applications.office import said
from tests.desk.papers import PIXEL

CELL = "t3.other_misc.total"
NAME = "云小舟"


@dataclass(frozen=True)
class Cases:
    """What an agency has: the numbers of an application that waits, one in hand, one that ended; of the one in hand its
    file, the part that the handler was given, and its draft reply. A request for correction with its file and an event in
    which whoever asks says something.
    """

    waiting: int
    in_hand: int
    ended: int
    file: int
    part: int
    decision: int
    rectification: int = 0
    evidence: int = 0
    said: int = 0


def filing(title: str, mark: str = "", **changes: Any) -> Filing:
    """A form that a person who does not exist has filled in."""
    known: dict[str, Any] = {
        "kind": ApplicantKind.NATURAL_PERSON,
        "name": f"{mark}{NAME}",
        "identity": Identity.RESIDENT_CARD,
        "identity_no": "11010519491231002X",
        "telephone": "13900009876",
        "email": "wutong@example.cn"
        if mark
        else "",  # letters take their time: nobody is written to without need
        "address": f"{mark}虚构省云岭县云溪路1号",
        "things": (Thing(f"{mark}{title}", description=f"{mark}2015年以来的", document_no=f"{mark}1号"),),
        "medium": Medium.ELECTRONIC,
        "route": Route.PORTAL,
        "help_needed": f"{mark}代写",
    }
    return Filing(**known | changes)


def came(
    agency: AgencyRow, title: str, at: datetime, mark: str = "", files: tuple[Brought, ...] = ()
) -> Receipt:
    """An application through the portal."""
    return actions.submit(agency_id=agency.id, filing=filing(title, mark), ticket=uuid4(), at=at, files=files)


def numbered(agency: AgencyRow, at: datetime) -> None:
    """The agency, which has no credit code, writes its numbers with its short name."""
    for kind, head in (("application_no", "YS"), ("rectification_no", "GZ")):
        if not NumberPattern.objects.filter(kind=kind, agency_id=agency.id).exists():
            set_pattern(
                kind,
                agency_id=agency.id,
                from_year=at.year,
                text=head + "{code}-{year}-{n:04}",
                parts={"code": agency.slug.upper()},
                by=OPERATOR,
                at=at,
            )


def cases(agency: AgencyRow, handler: Actor, at: datetime, mark: str = "") -> Cases:
    """Applications of an agency, one in the hand of this handler; `mark` is put into everything that can be read of them."""
    numbered(agency, at)
    earlier = at - timedelta(days=7)
    waiting = came(agency, f"{agency.name}待确认的规划", earlier, mark).application_id
    file = Brought(FileUse.EVIDENCE, receive(PIXEL, f"{mark}材料.png"))
    in_hand = came(agency, f"{agency.name}在办的规划", earlier, mark, (file,)).application_id
    ended = came(agency, f"{agency.name}办结的规划", earlier, mark).application_id
    why: dict[str, Any] = {"by": OPERATOR, "at": at}
    for each in (in_hand, ended):
        actions.confirm(application_id=each, how=f"{mark}电话确认", **why)
    actions.withdraw(application_id=ended, reason=f"{mark}不再需要", **why)
    task = Task(
        f"{mark}请查找", (at + timedelta(days=5)).date(), handler.user_id, f"{mark}规划科", handler=True
    )
    part = actions.assign(application_id=in_hand, task=task, **why)
    actions.note(application_id=in_hand, text=f"{mark}已经联系", by=handler, at=at)
    return Cases(
        waiting=waiting,
        in_hand=in_hand,
        ended=ended,
        file=CaseFile.objects.filter(application=in_hand).values_list("pk", flat=True)[0],
        part=part,
        decision=drafted(in_hand, handler, at, mark),
        **correction(agency, at, mark),
    )


def correction(agency: AgencyRow, at: datetime, mark: str = "") -> dict[str, int]:
    """A request for correction through the portal, with a file and more evidence."""
    form = Claim(
        asker=Asker.PERSON,
        name=f"{mark}{NAME}",
        identity=Identity.RESIDENT_CARD,
        identity_no="11010519491231002X",
        telephone="13900009876",
        address=f"{mark}虚构省云岭县云溪路1号",
        record=f"{mark}虚构补贴名册",
        place=f"{mark}虚构网站",
        says_now=f"{mark}写作甲",
        should_say=f"{mark}应为乙",
        because=f"{mark}户口簿",
    )
    file = Brought(FileUse.EVIDENCE, receive(PIXEL, f"{mark}证据.png"))
    made = rectifying.submit(agency_id=agency.id, claim=form, ticket=uuid4(), at=at, files=[file])
    rectifying.supplement(number=made.number, code=made.code, text=f"{mark}补充", at=at)
    one = made.rectification_id
    return {
        "rectification": one,
        "evidence": RectifyFile.objects.get(rectification=one).pk,
        "said": RectifyEvent.objects.get(rectification=one, kind=Doing.FILED).pk,
    }


def drafted(application_id: int, handler: Actor, at: datetime, mark: str = "") -> int:
    """A draft reply that grants what is asked for."""
    parts = [Part(1, "granted", "provided", reason=f"{mark}依据见答复")]
    return actions.save_decision(
        application_id=application_id,
        parts=parts,
        text=f"{mark}{said(parts, at)}",
        facts={"secrecy": "cleared", "personal_data": "none_found"},
        by=handler,
        at=at,
    )


def proposed(application_id: int, saved_by: int, at: datetime, mark: str = "") -> str:
    """The applicant was given what the application asks for, and proposes to publish it; the key of the thing."""
    thing = Wanted.objects.get(application=application_id)
    Decision.objects.create(
        application_id=application_id,
        parts=[{"wanted": thing.position, "outcome": "granted", "variant": "provided"}],
        row="granted",
        number=f"{mark}答1号",
        saved_by_id=saved_by,
        saved_at=at,
        issued_at=at,
    )
    Event.objects.create(
        application_id=application_id, kind=Doing.PROPOSED, on=civil_day(at), at=at, by="applicant"
    )
    return thing.key


def answered(decision_id: int, at: datetime) -> dict[str, str]:
    """An answer to everything that the checks remark on."""
    held = Decision.objects.get(pk=decision_id)
    return {actions.key_of(each): "已核对" for each in findings(held, civil_day(at))}


def approved(decision_id: int, handler: Actor, at: datetime) -> None:
    """The draft reply is signed, everything that leads there aside."""
    held = Decision.objects.get(pk=decision_id)
    round_id = actions.submit_decision(
        decision_id=decision_id,
        revision=held.revision,
        answered=answered(decision_id, at),
        by=handler,
        at=at,
    )
    Round.objects.filter(pk=round_id).update(ended_at=at, outcome="approved")


def left(application_id: int, file_id: int) -> int:
    """A letter of an application, with its file: sent by nobody yet."""
    event = Event.objects.filter(application=application_id).latest("pk")
    made, _ = Letter.objects.get_or_create(
        application_id=application_id,
        kind="extension_notice",
        defaults={
            "event": event,
            "to": Party.APPLICANT,
            "on": civil_day(event.at),
            "code": uuid4().hex,
            "made_at": event.at,
            "pdf_id": file_id,
            "said": Composed(
                kind="extension_notice", paragraphs=("因需要查阅大量档案，延长答复期限。",)
            ).as_json(Letterhead(name="云岭县虚构局")),
        },
    )
    return made.pk


def provided(application_id: int, at: datetime, mark: str = "") -> int:
    """A document that is to be given with the reply of an application, given whole; there is one."""
    held = Application.objects.get(pk=application_id)
    if there := held.materials.first():
        return there.pk
    data = paper(f"{mark}名册（虚构）", f"{mark}第一户")
    file = store(data=data, name=f"{mark}名册.pdf", agency_id=held.agency_id, by=OPERATOR, at=at)
    saved_by = Decision.objects.filter(application=held).values_list("saved_by", flat=True)[0]
    made = Material.objects.create(
        application=held,
        name=file.name,
        original_id=file.id,
        given_id=file.id,
        whole=True,
        saved_by_id=saved_by,
        saved_at=at,
    )
    return made.pk


def waits_for_signature(application_id: int, at: datetime, mark: str = "") -> int:
    """An extension that the handler asked for at an agency that has extensions signed; there is one."""
    held = Application.objects.get(pk=application_id)
    if there := held.prepared.filter(event=None, dropped_at=None).first():
        return there.pk
    steps = [[{"id": "signature", "title": "分管领导签发", "role": "leader"}]]
    set_chain(agency_id=held.agency_id, kind="extension_notice", steps=steps, by=OPERATOR, at=at)
    return actions.prepare(
        application_id=application_id,
        act=Act.PROPOSE_EXTENSION,
        said={"working_days": 5, "reason": f"{mark}需要查阅大量档案"},
        by=handler_of(held),
        at=at,
    )


def handler_of(held: Application) -> Actor:
    """Who was given the application, in the role of a handler of its agency."""
    person = held.handler
    assert person is not None
    duties = (Duty(Role.HANDLER, held.agency_id, frozenset({held.agency_id})),)
    return Actor(person.username, person.name, user_id=person.pk, duties=duties)
