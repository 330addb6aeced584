"""Who may see chains and complaints, and who may do what with them: as data, matched by a test."""

from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from gongkai.applications.access import HEADS, OFFICERS, READERS
from gongkai.law.roles import Role
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.among import Among
from gongkai.remedies.models import Chain, Complaint
from gongkai.remedies.models.kinds import ComplaintState

WORKERS = OFFICERS | {Role.LEGAL_REVIEWER}
"""Keep the chains of their agency: whoever handles applications, and the legal reviewer who answers in review and court."""

SUPERVISORS = frozenset({Role.SUPERVISOR})
"""Handle complaints about the agencies that they reach.   依据：条例第四十七条"""


class Act(StrEnum):
    """What can be done with a chain."""

    RECORD = "record"
    ORDER = "order"
    FULFIL = "fulfil"
    NOTE = "note"
    ADD_PARTY = "add_party"
    REVEAL = "reveal"
    PACK = "pack"
    VOID = "void"

    @property
    def label(self) -> str:
        """What the button says."""
        return {
            "record": "登记复议诉讼事项",
            "order": "登记败诉后的义务",
            "fulfil": "登记履行",
            "note": "写备注、添加材料",
            "add_party": "登记参加人",
            "reveal": "查看完整信息",
            "pack": "制作证据材料包",
            "void": "撤销误记",
        }[self.value]


PERMITS: dict[Act, frozenset[Role]] = {
    Act.RECORD: WORKERS,
    Act.ORDER: WORKERS,
    Act.FULFIL: WORKERS,
    Act.NOTE: WORKERS,
    Act.ADD_PARTY: WORKERS,
    Act.REVEAL: WORKERS,
    Act.PACK: WORKERS,
    Act.VOID: HEADS,
}
"""What may be done with a chain, by whom; where it stands is the law's to say. A test walks over every act and role."""


class Deed(StrEnum):
    """What can be done with a complaint."""

    ACCEPT = "accept"
    REFUSE = "refuse"
    ASK = "ask"
    EXPLAIN = "explain"
    RECTIFY = "rectify"
    CRITICISE = "criticise"
    UNFOUNDED = "unfounded"
    NOTE = "note"
    LINK = "link"
    REVEAL = "reveal"
    RENEW_CODE = "renew_code"

    @property
    def label(self) -> str:
        """What the button says."""
        return {
            "accept": "受理",
            "refuse": "不予受理，告知去处",
            "ask": "要求被投诉机关说明",
            "explain": "登记被投诉机关的说明",
            "rectify": "查实，督促整改",
            "criticise": "查实，通报批评",
            "unfounded": "查无违法，告知理由",
            "note": "写备注",
            "link": "关联复议诉讼",
            "reveal": "查看完整内容",
            "renew_code": "重发查询码",
        }[self.value]


_NEW = frozenset({ComplaintState.NEW})
_ACCEPTED = frozenset({ComplaintState.ACCEPTED})
_ANY = frozenset(ComplaintState)
STATES: dict[Deed, frozenset[ComplaintState]] = {
    Deed.ACCEPT: _NEW,
    Deed.REFUSE: _NEW,
    Deed.ASK: _ACCEPTED,
    Deed.EXPLAIN: _ACCEPTED,
    Deed.RECTIFY: _ACCEPTED,
    Deed.CRITICISE: _ACCEPTED,
    Deed.UNFOUNDED: _ACCEPTED,
    Deed.NOTE: _ANY,
    Deed.LINK: _ANY,
    Deed.REVEAL: _ANY,
    Deed.RENEW_CODE: _ANY,
}
"""Where a complaint has to stand for what is done with it."""


def visible_to(viewer: Actor) -> Q:
    """The chains that somebody may see: those of the agencies whose applications they read."""
    return Q(Among("agency", viewer.reach(READERS)))


def complaints_visible_to(viewer: Actor) -> Q:
    """The complaints that somebody may see: of the office whose supervisor they are, never of the body complained of."""
    return Q(Among("agency", viewer.reach(SUPERVISORS)))


def require_worker(by: Actor, agency_id: int) -> Duty:
    """The duty by which somebody opens a chain for an agency; PermissionDenied without one."""
    duty = by.holds(WORKERS, agency_id)
    if duty is None:
        raise PermissionDenied("您没有登记复议诉讼的角色，或者它不属于您所在的机关。")
    return duty


def require_act(by: Actor, chain: Chain, act: Act) -> Duty:
    """The duty by which somebody does a thing with a chain; PermissionDenied without one."""
    duty = by.holds(PERMITS[act], chain.agency_id)
    if duty is None:
        raise PermissionDenied("您没有办理这一事项的角色，或者这件复议诉讼不由您办理。")
    return duty


def possible(by: Actor, agency_id: int) -> tuple[Act, ...]:
    """What somebody may do with the chains of an agency, in the order of the acts."""
    return tuple(act for act, roles in PERMITS.items() if by.holds(roles, agency_id) is not None)


def require_supervisor(by: Actor, office_id: int) -> Duty:
    """The duty by which somebody takes complaints in for an office; PermissionDenied without one."""
    duty = by.holds(SUPERVISORS, office_id)
    if duty is None:
        raise PermissionDenied("投诉举报由主管部门登记，您没有这一角色。")
    return duty


def require_deed(by: Actor, complaint: Complaint, deed: Deed) -> Duty:
    """The duty by which somebody handles a complaint; PermissionDenied without one, Refused where it does not stand so."""
    duty = by.holds(SUPERVISORS, complaint.agency_id)
    if duty is None:
        raise PermissionDenied("投诉举报由主管部门办理，您没有这一角色。")
    state = ComplaintState(complaint.state)
    if state not in STATES[deed]:
        raise Refused(f"这件投诉举报现在是“{state.label}”，不能{deed.label}。")
    return duty


def deeds(by: Actor, complaint: Complaint) -> tuple[Deed, ...]:
    """What somebody may do with a complaint as it stands."""
    if by.holds(SUPERVISORS, complaint.agency_id) is None:
        return ()
    state = ComplaintState(complaint.state)
    return tuple(deed for deed, states in STATES.items() if state in states)
