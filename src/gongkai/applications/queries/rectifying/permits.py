"""Who may see requests for correction, and who may do what with one that stands where it stands: as data, matched by a test."""

from dataclasses import dataclass
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from gongkai.applications.access import INTAKE, OFFICERS, READERS
from gongkai.applications.models import Rectification
from gongkai.law.rectification.course import State
from gongkai.law.roles import Role
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.among import Among

SEERS = READERS | INTAKE
"""See every request of the agencies that they reach."""
ENDED = frozenset(state for state in State if state.ended)
ANSWERED = ENDED - {State.WITHDRAWN}
CONFIRMING = frozenset({State.CONFIRMING})
HANDLING = frozenset({State.CHECKING, State.EVIDENCE_WAITED})
"""The agency can go on; whoever waits for evidence may answer without it."""
OPEN = CONFIRMING | HANDLING
ANY = OPEN | ENDED


class Act(StrEnum):
    """What can be done with a request."""

    CONFIRM = "confirm"
    ASK_EVIDENCE = "ask_evidence"
    RECORD_EVIDENCE = "record_evidence"
    CORRECT = "correct"
    REFUSE = "refuse"
    FORWARD = "forward"
    LETTER = "letter"
    SEND = "send"
    SERVE = "serve"
    RETURNED = "returned"
    NOTE = "note"
    WITHDRAW = "withdraw"
    REVEAL = "reveal"
    RENEW_CODE = "renew_code"

    @property
    def label(self) -> str:
        """What the button says."""
        return _LABELS[self]


_LABELS = {
    Act.CONFIRM: "确认收到",
    Act.ASK_EVIDENCE: "请申请人补充证据",
    Act.RECORD_EVIDENCE: "登记补充的证据",
    Act.CORRECT: "予以更正",
    Act.REFUSE: "不予更正",
    Act.FORWARD: "转送或者告知去处",
    Act.LETTER: "制发告知书",
    Act.SEND: "发送告知书",
    Act.SERVE: "登记告知书送达",
    Act.RETURNED: "登记告知书退回",
    Act.NOTE: "写备注",
    Act.WITHDRAW: "登记撤回",
    Act.REVEAL: "查看完整内容",
    Act.RENEW_CODE: "重发查询码",
}


@dataclass(frozen=True, slots=True)
class Permit:
    """Who may do a thing, and in which states of the request."""

    roles: frozenset[Role]
    states: frozenset[State]


PERMITS: dict[Act, Permit] = {
    Act.CONFIRM: Permit(INTAKE, CONFIRMING),
    Act.ASK_EVIDENCE: Permit(OFFICERS, frozenset({State.CHECKING})),
    Act.RECORD_EVIDENCE: Permit(OFFICERS, HANDLING),
    Act.CORRECT: Permit(OFFICERS, HANDLING),
    Act.REFUSE: Permit(OFFICERS, HANDLING),
    Act.FORWARD: Permit(OFFICERS, HANDLING),
    Act.LETTER: Permit(OFFICERS, ANSWERED),
    Act.SEND: Permit(INTAKE, ANSWERED),
    Act.SERVE: Permit(INTAKE, ANSWERED),
    Act.RETURNED: Permit(INTAKE, ANSWERED),
    Act.NOTE: Permit(OFFICERS, ANY),
    Act.WITHDRAW: Permit(OFFICERS, OPEN),
    Act.REVEAL: Permit(INTAKE, ANY),
    Act.RENEW_CODE: Permit(INTAKE, ANY),
}
"""What may be done, by whom, where the request stands. A test walks over every act, role and state."""


def visible_to(viewer: Actor) -> Q:
    """The requests that stand in somebody's lists, and whose page they may open."""
    return Q(Among("agency", viewer.reach(SEERS)))


def sees(viewer: Actor, rectification_id: int) -> bool:
    """Whether somebody may open the page of a request."""
    return Rectification.objects.filter(visible_to(viewer), pk=rectification_id).exists()


def require_act(by: Actor, one: Rectification, act: Act) -> Duty:
    """The duty by which somebody does a thing.

    PermissionDenied for whoever has no role for it; Refused where the request does not stand so.
    """
    duty = by.holds(PERMITS[act].roles, one.agency_id)
    if duty is None:
        raise PermissionDenied("您没有办理这一事项的角色，或者这件更正申请不由您办理。")
    if State(one.state) not in PERMITS[act].states:
        raise Refused(f"这件更正申请现在是“{State(one.state).label}”，不能{act.label}。")
    return duty


def possible(by: Actor, one: Rectification) -> tuple[Act, ...]:
    """What somebody may do with a request as it stands, in the order of the acts."""
    state = State(one.state)
    return tuple(
        act
        for act, permit in PERMITS.items()
        if state in permit.states and by.holds(permit.roles, one.agency_id) is not None
    )
