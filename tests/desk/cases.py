"""Applications in the world of the desk: one that waits for confirmation, one in hand with a draft reply, one that ended."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from gongkai.agencies.queries import AgencyRow
from gongkai.applications import actions
from gongkai.applications.actions import Brought, Receipt, Task
from gongkai.applications.models import ApplicantKind, CaseFile, Decision, FileUse, Identity, Medium, Route
from gongkai.applications.queries.deciding import Part, findings
from gongkai.applications.queries.filing import Filing, Thing
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.actions.files import receive
from gongkai.records.actions.numbers import set_pattern
from gongkai.records.models import NumberPattern
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff.models import Round
from tests.desk.papers import PIXEL

CELL = "t3.other_misc.total"
NAME = "云小舟"


@dataclass(frozen=True)
class Cases:
    """What an agency has: the numbers of an application that waits, one in hand, one that ended; of the one in hand its
    file, the part that the handler was given, and its draft reply.
    """

    waiting: int
    in_hand: int
    ended: int
    file: int
    part: int
    decision: int


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
    if not NumberPattern.objects.filter(kind="application_no", agency_id=agency.id).exists():
        set_pattern(
            "application_no",
            agency_id=agency.id,
            from_year=at.year,
            text="YS{code}-{year}-{n:04}",
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
    )


def drafted(application_id: int, handler: Actor, at: datetime, mark: str = "") -> int:
    """A draft reply that grants what is asked for."""
    return actions.save_decision(
        application_id=application_id,
        parts=[Part(1, "granted", "provided", reason=f"{mark}依据见答复")],
        text=f"{mark}经审查，现答复如下。",
        facts={"secrecy": "cleared", "personal_data": "none_found"},
        by=handler,
        at=at,
    )


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
