"""Who may see applications, and who may do what with one that stands where it stands: as data, matched by a test."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q

from gongkai.applications.models import Application, Assignment, Decision, Prepared
from gongkai.law.deadlines.answer import State
from gongkai.law.outcomes.letters import letter
from gongkai.law.roles import Role
from gongkai.law.signing.chains import Demands
from gongkai.records.access import OPERATOR, Actor, Duty
from gongkai.records.actions.refused import Refused
from gongkai.records.queries.among import Among
from gongkai.signoff import access as signoff
from gongkai.signoff.models import Round
from gongkai.signoff.models.kinds import Kind, declare

OFFICERS = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD})
"""Handle the applications of their agency from intake to archive."""

HEADS = frozenset({Role.OFFICE_HEAD, Role.LEADER})
"""Approve what the law leaves to the head of the disclosure unit: extension, deferral, taking back a mistaken entry."""

INTAKE = OFFICERS | {Role.COUNTER_CLERK}
"""Take applications in, confirm receipt, give a lost query code anew."""

WORKERS = OFFICERS | {Role.HANDLER}
"""Search, write, note; handlers for the applications that they were given."""

READERS = OFFICERS | {Role.LEADER, Role.LEGAL_REVIEWER, Role.SECRECY_REVIEWER, Role.SUPERVISOR}
"""See every application of the agencies that they reach."""

HANDLERS = frozenset({Role.HANDLER})
COLLEAGUES = frozenset(role for role in Role if not role.runs_the_system)
"""Whom a part of the work can be given to."""

WATCHERS = frozenset({Role.SUPERVISOR, Role.OFFICE_HEAD, Role.LEADER})
"""Urge on, and count."""

KIND = declare(Kind("reply", "申请答复", "desk:application_decision", drafters=WORKERS, demands=Demands()))
"""Decisions go through sign-off; the subject is the number of the decision."""

_NOBODY: frozenset[Role] = frozenset()
_CONSENT = {
    "receipt": _NOBODY,
    "correction_notice": _NOBODY,
    "reason_request": _NOBODY,
    "deferral_notice": HEADS,
    "extension_notice": HEADS,
    "third_party_letter": _NOBODY,
    "comaker_letter": _NOBODY,
    "third_party_decision": _NOBODY,
    "cohandle_letter": _NOBODY,
    "fee_notice": _NOBODY,
    "abandon_no_correction": _NOBODY,
    "abandon_unpaid": _NOBODY,
    "withdrawal_confirm": _NOBODY,
}
"""Whose consent a notice needs, whoever else signs it.   依据：条例第三十三条"""
NOTICES = {
    kind: declare(
        Kind(
            kind,
            letter(kind).name,
            "desk:application_prepared",
            drafters=WORKERS | HEADS,
            demands=Demands(secrecy=False, levels=1, consent=consent),
            carried_out="gongkai.applications.actions.signing.carry_out",
        )
    )
    for kind, consent in _CONSENT.items()
}
"""The notices that an agency can have signed before they leave, each through a chain of its own; the subject is the number of
what was prepared. A letter that goes along with another one (the applicant hears that others are asked) is signed with it.
"""

CONFIRMING = frozenset({State.CONFIRMING_RECEIPT})
HANDLING = frozenset(
    {
        State.IN_REVIEW,
        State.EXTENDED,
        State.DEFERRED,
        State.REASON_REQUESTED,
        State.THIRD_PARTY_CONSULTATION,
        State.COAGENCY_CONSULTATION,
    }
)
"""The agency can go on."""
RUNNING = HANDLING | {State.CORRECTION_REQUESTED, State.FEE_NOTIFIED}
OPEN = RUNNING | CONFIRMING
ENDED = frozenset(
    {
        State.REPLIED,
        State.SERVED,
        State.WITHDRAWN,
        State.ABANDONED_NO_CORRECTION,
        State.ABANDONED_UNPAID,
    }
)
ANY = OPEN | ENDED


class Act(StrEnum):
    """What can be done with an application."""

    CONFIRM = "confirm"
    ASK_CORRECTION = "ask_correction"
    RECORD_CORRECTION = "record_correction"
    ASK_THIRD_PARTY = "ask_third_party"
    ASK_ORGAN = "ask_organ"
    ASK_HELP = "ask_help"
    RECORD_OPINION = "record_opinion"
    JUDGE_OPINION = "judge_opinion"
    RENEW_REPLY = "renew_reply"
    ASK_REASONS = "ask_reasons"
    RECORD_REASONS = "record_reasons"
    PROPOSE_EXTENSION = "propose_extension"
    EXTEND = "extend"
    DEFER = "defer"
    NOTIFY_FEE = "notify_fee"
    RECORD_PAYMENT = "record_payment"
    ASSIGN = "assign"
    FINISH_PART = "finish_part"
    SEARCH = "search"
    NOTE = "note"
    FILE = "file"
    SPLIT = "split"
    MERGE = "merge"
    MATERIAL = "material"
    DECIDE = "decide"
    ISSUE = "issue"
    DELIVER = "deliver"
    LETTER = "letter"
    SEND = "send"
    SERVE = "serve"
    RETURNED = "returned"
    WITHDRAW = "withdraw"
    RECLASSIFY = "reclassify"
    VOID = "void"
    REVEAL = "reveal"
    RENEW_CODE = "renew_code"
    REMIND = "remind"
    ARCHIVE = "archive"
    PROPOSE_ANONYMISING = "propose_anonymising"
    ANONYMISE = "anonymise"

    @property
    def label(self) -> str:
        """What the button says."""
        return _LABELS[self]


_LABELS = {
    Act.CONFIRM: "确认收到",
    Act.ASK_CORRECTION: "告知补正",
    Act.RECORD_CORRECTION: "登记补正材料",
    Act.ASK_THIRD_PARTY: "征求第三方意见",
    Act.ASK_ORGAN: "征求共同制作机关意见",
    Act.ASK_HELP: "发协办函",
    Act.RECORD_OPINION: "登记意见",
    Act.JUDGE_OPINION: "审核不同意公开的理由",
    Act.RENEW_REPLY: "重发回复码",
    Act.ASK_REASONS: "要求说明理由",
    Act.RECORD_REASONS: "登记理由说明",
    Act.PROPOSE_EXTENSION: "请求延期",
    Act.EXTEND: "批准延期",
    Act.DEFER: "确定延迟答复的期限",
    Act.NOTIFY_FEE: "发出收费通知",
    Act.RECORD_PAYMENT: "登记缴费",
    Act.ASSIGN: "分办",
    Act.FINISH_PART: "回复分办",
    Act.SEARCH: "登记检索",
    Act.NOTE: "写备注",
    Act.FILE: "添加材料",
    Act.SPLIT: "拆分",
    Act.MERGE: "合并办理",
    Act.MATERIAL: "准备公开的材料",
    Act.DECIDE: "拟写答复",
    Act.ISSUE: "发出答复",
    Act.DELIVER: "登记送达",
    Act.LETTER: "制作文书",
    Act.SEND: "发送文书",
    Act.SERVE: "登记文书送达",
    Act.RETURNED: "登记文书退回",
    Act.WITHDRAW: "登记撤回",
    Act.RECLASSIFY: "更正登记内容",
    Act.VOID: "撤销误记",
    Act.REVEAL: "查看完整信息",
    Act.RENEW_CODE: "重发查询码",
    Act.REMIND: "催办",
    Act.ARCHIVE: "归档",
    Act.PROPOSE_ANONYMISING: "请求去除个人信息",
    Act.ANONYMISE: "去除个人信息",
}


@dataclass(frozen=True, slots=True)
class Permit:
    """Who may do a thing, and in which states of the application. `given`: also who was given a part of the work as such."""

    roles: frozenset[Role]
    states: frozenset[State]
    given: frozenset[Role] = frozenset()


PERMITS: dict[Act, Permit] = {
    Act.CONFIRM: Permit(INTAKE, CONFIRMING),
    Act.ASK_CORRECTION: Permit(OFFICERS, HANDLING),
    Act.RECORD_CORRECTION: Permit(
        OFFICERS, frozenset({State.CORRECTION_REQUESTED, State.ABANDONED_NO_CORRECTION})
    ),
    Act.ASK_THIRD_PARTY: Permit(OFFICERS, HANDLING),
    Act.ASK_ORGAN: Permit(OFFICERS, HANDLING),
    Act.ASK_HELP: Permit(OFFICERS, HANDLING),
    Act.RECORD_OPINION: Permit(OFFICERS, HANDLING),
    Act.JUDGE_OPINION: Permit(OFFICERS, HANDLING),
    Act.RENEW_REPLY: Permit(OFFICERS, HANDLING),
    Act.ASK_REASONS: Permit(OFFICERS, HANDLING),
    Act.RECORD_REASONS: Permit(OFFICERS, HANDLING),
    Act.PROPOSE_EXTENSION: Permit(OFFICERS, HANDLING, given=HANDLERS),
    Act.EXTEND: Permit(HEADS, HANDLING),
    Act.DEFER: Permit(HEADS, HANDLING),
    Act.NOTIFY_FEE: Permit(OFFICERS, HANDLING),
    Act.RECORD_PAYMENT: Permit(OFFICERS, frozenset({State.FEE_NOTIFIED})),
    Act.ASSIGN: Permit(OFFICERS, OPEN),
    Act.FINISH_PART: Permit(OFFICERS, OPEN, given=COLLEAGUES),
    Act.SEARCH: Permit(OFFICERS, RUNNING, given=COLLEAGUES),
    Act.NOTE: Permit(OFFICERS, ANY, given=COLLEAGUES),
    Act.FILE: Permit(OFFICERS, ANY, given=COLLEAGUES),
    Act.SPLIT: Permit(OFFICERS, HANDLING),
    Act.MERGE: Permit(OFFICERS, HANDLING),
    Act.MATERIAL: Permit(OFFICERS, HANDLING, given=HANDLERS),
    Act.DECIDE: Permit(OFFICERS, HANDLING, given=HANDLERS),
    Act.ISSUE: Permit(OFFICERS, HANDLING),
    Act.DELIVER: Permit(OFFICERS, frozenset({State.REPLIED})),
    Act.LETTER: Permit(OFFICERS, ANY, given=HANDLERS),
    Act.SEND: Permit(INTAKE, ANY),
    Act.SERVE: Permit(INTAKE, ANY),
    Act.RETURNED: Permit(INTAKE, ANY),
    Act.WITHDRAW: Permit(OFFICERS, OPEN),
    Act.RECLASSIFY: Permit(OFFICERS, ANY),
    Act.VOID: Permit(HEADS, ANY),
    Act.REVEAL: Permit(INTAKE, ANY, given=HANDLERS),
    Act.RENEW_CODE: Permit(INTAKE, ANY),
    Act.REMIND: Permit(WATCHERS, OPEN),
    Act.ARCHIVE: Permit(OFFICERS, ENDED),
    Act.PROPOSE_ANONYMISING: Permit(OFFICERS, ENDED),
    Act.ANONYMISE: Permit(HEADS, ENDED),
}
"""What may be done, by whom, where the application stands. A test walks over every act, role and state."""


def listed_for(viewer: Actor, *, walked: bool = False) -> Q:
    """The applications that stand in somebody's lists: of agencies in reach, and those that they were given a part of.

    Where somebody reads every application there is nothing to add: most lists have one plain condition, which an index answers.
    `walked`: they are read in an order, as far as a page goes (`Among`).
    """
    every = viewer.reach(READERS)
    clerks, colleagues = viewer.reach({Role.COUNTER_CLERK}) - every, viewer.reach(COLLEAGUES) - every
    given = Assignment.objects.filter(application=OuterRef("pk"), person=viewer.user_id or 0)
    mine = Q(Exists(given)) | Q(handler=viewer.user_id or 0)
    return (
        Q(Among("agency", every, walked=walked))
        | Q(Among("agency", clerks), state=State.CONFIRMING_RECEIPT)
        | (Q(Among("agency", colleagues)) & mine)
    )


def visible_to(viewer: Actor) -> Q:
    """The applications whose page somebody may open: those in their lists, and those whose sign-off they have a part in."""
    seen = Round.objects.filter(signoff.visible_to(viewer), kind__in=(KIND.key, *NOTICES)).values("pk")
    in_round = Q(Exists(Decision.objects.filter(application=OuterRef("pk"), round__in=seen)))
    in_round |= Q(Exists(Prepared.objects.filter(application=OuterRef("pk"), round__in=seen)))
    clerks = Q(Among("agency", viewer.reach({Role.COUNTER_CLERK})))
    return listed_for(viewer) | clerks | in_round


def sees(viewer: Actor, application_id: int) -> bool:
    """Whether somebody may open the page of an application."""
    return Application.objects.filter(visible_to(viewer), pk=application_id).exists()


def require_sight(viewer: Actor, application_id: int) -> None:
    """Raise PermissionDenied for whoever may not see an application; the same for one that does not exist."""
    if not sees(viewer, application_id):
        raise PermissionDenied("没有这件申请，或者您不能查看。")


def require_intake(by: Actor, agency_id: int) -> Duty:
    """The duty by which somebody takes applications in; PermissionDenied without one."""
    duty = by.holds(INTAKE, agency_id)
    if duty is None:
        raise PermissionDenied("您没有登记申请的角色，或者它不属于您所在的机关。")
    return duty


def duty_for(by: Actor, application: Application, act: Act) -> Duty | None:
    """By which duty somebody may do a thing at all, wherever the application stands; None if by none."""
    return _duty(by, application, act, lambda: _given(by, application))


def require_act(by: Actor, application: Application, act: Act) -> Duty | None:
    """The duty by which somebody does a thing; None for the operator, whose jobs act by the clock.

    PermissionDenied for whoever has no role for it; Refused where the application does not stand so.
    """
    if by is OPERATOR:
        return None
    duty = duty_for(by, application, act)
    if duty is None:
        raise PermissionDenied("您没有办理这一事项的角色，或者这件申请不由您办理。")
    require_state(application, act)
    return duty


def require_state(application: Application, act: Act) -> None:
    """Refused where an application does not stand so that the thing can be done."""
    state = State(application.state)
    if state not in PERMITS[act].states:
        raise Refused(f"这件申请现在是“{state.label}”，不能{act.label}。")
    if application.merged_into_id and act not in _OF_MERGED:
        raise Refused("这件申请已经合并办理，请在合并后的申请中办理。")
    if application.anonymised_at and act not in _OF_ANONYMISED:
        raise Refused("这件申请保管期限届满，个人信息已经去除，不能再办理。")


def possible(by: Actor, application: Application) -> tuple[Act, ...]:
    """What somebody may do with an application as it stands, in the order of the acts. One query at most."""
    state, given = State(application.state), cache(lambda: _given(by, application))
    return tuple(
        act
        for act, permit in PERMITS.items()
        if state in permit.states
        and (not application.merged_into_id or act in _OF_MERGED)
        and (not application.anonymised_at or act in _OF_ANONYMISED)
        and _duty(by, application, act, given) is not None
    )


_OF_MERGED = frozenset(
    {
        Act.NOTE,
        Act.FILE,
        Act.REVEAL,
        Act.RENEW_CODE,
        Act.RECLASSIFY,
        Act.VOID,
        Act.WITHDRAW,
        Act.DELIVER,
        Act.LETTER,
        Act.SEND,
        Act.SERVE,
        Act.RETURNED,
        Act.ARCHIVE,
        Act.PROPOSE_ANONYMISING,
        Act.ANONYMISE,
    }
)
_OF_ANONYMISED = frozenset({Act.ARCHIVE})
"""What is left to be done with a case whose term is over: nothing new comes into it, what counts does not change."""


def _duty(by: Actor, application: Application, act: Act, given: Callable[[], bool]) -> Duty | None:
    permit = PERMITS[act]
    duty = by.holds(permit.roles, application.agency_id)
    if duty is None and (as_given := by.holds(permit.given, application.agency_id)) is not None and given():
        return as_given
    return duty


def _given(by: Actor, application: Application) -> bool:
    if by.user_id is None:
        return False
    if application.handler_id == by.user_id:
        return True
    return Assignment.objects.filter(application=application, person=by.user_id).exists()
