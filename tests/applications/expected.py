"""Who may do what with an application, and when: written down a second time, by hand, from what each role is for.

Rows are acts. `roles`: O officer, H office head, L leader, S supervisor, C counter clerk. `given`: who may do it because a
part of the work was theirs: h a handler, * anybody of the agency. `states` name groups of states below. `merged`: also with
an application that is answered together with another one.
"""

from dataclasses import dataclass

from gongkai.applications.access import Act
from gongkai.law.deadlines.answer import State
from gongkai.law.roles import Role

_ROLES = {
    "O": Role.DISCLOSURE_OFFICER,
    "H": Role.OFFICE_HEAD,
    "L": Role.LEADER,
    "S": Role.SUPERVISOR,
    "C": Role.COUNTER_CLERK,
}
_GIVEN = {
    "": frozenset[Role](),
    "h": frozenset({Role.HANDLER}),
    "*": frozenset(
        {
            Role.DISCLOSURE_OFFICER,
            Role.HANDLER,
            Role.SECRECY_REVIEWER,
            Role.LEGAL_REVIEWER,
            Role.OFFICE_HEAD,
            Role.LEADER,
            Role.SUPERVISOR,
            Role.ASSESSOR,
            Role.MAILBOX_CLERK,
            Role.COUNTER_CLERK,
        }
    ),
}
_WORKING = {
    State.IN_REVIEW,
    State.EXTENDED,
    State.DEFERRED,
    State.REASON_REQUESTED,
    State.THIRD_PARTY_CONSULTATION,
    State.COAGENCY_CONSULTATION,
}
_STOPPED = {State.CORRECTION_REQUESTED, State.FEE_NOTIFIED}
_NEW = {State.CONFIRMING_RECEIPT}
_OVER = {
    State.REPLIED,
    State.SERVED,
    State.WITHDRAWN,
    State.ABANDONED_NO_CORRECTION,
    State.ABANDONED_UNPAID,
}
_STATES = {
    "new": _NEW,
    "working": _WORKING,
    "begun": _WORKING | _STOPPED,
    "open": _NEW | _WORKING | _STOPPED,
    "over": _OVER,
    "any": _NEW | _WORKING | _STOPPED | _OVER,
    "uncorrected": {State.CORRECTION_REQUESTED, State.ABANDONED_NO_CORRECTION},
    "unpaid": {State.FEE_NOTIFIED},
    "replied": {State.REPLIED},
}


@dataclass(frozen=True)
class Right:
    """What one row says."""

    roles: frozenset[Role]
    given: frozenset[Role]
    states: frozenset[State]
    merged: bool


def _row(roles: str, given: str, states: str, merged: bool = False) -> Right:
    return Right(frozenset(_ROLES[one] for one in roles), _GIVEN[given], frozenset(_STATES[states]), merged)


EXPECTED = {
    Act.CONFIRM: _row("OHC", "", "new"),
    Act.ASK_CORRECTION: _row("OH", "", "working"),
    Act.RECORD_CORRECTION: _row("OH", "", "uncorrected"),
    Act.ASK_THIRD_PARTY: _row("OH", "", "working"),
    Act.ASK_ORGAN: _row("OH", "", "working"),
    Act.ASK_HELP: _row("OH", "", "working"),
    Act.RECORD_OPINION: _row("OH", "", "working"),
    Act.JUDGE_OPINION: _row("OH", "", "working"),
    Act.RENEW_REPLY: _row("OH", "", "working"),
    Act.ASK_REASONS: _row("OH", "", "working"),
    Act.RECORD_REASONS: _row("OH", "", "working"),
    Act.PROPOSE_EXTENSION: _row("OH", "h", "working"),
    Act.EXTEND: _row("HL", "", "working"),
    Act.DEFER: _row("HL", "", "working"),
    Act.NOTIFY_FEE: _row("OH", "", "working"),
    Act.RECORD_PAYMENT: _row("OH", "", "unpaid"),
    Act.ASSIGN: _row("OH", "", "open"),
    Act.FINISH_PART: _row("OH", "*", "open"),
    Act.SEARCH: _row("OH", "*", "begun"),
    Act.NOTE: _row("OH", "*", "any", merged=True),
    Act.FILE: _row("OH", "*", "any", merged=True),
    Act.SPLIT: _row("OH", "", "working"),
    Act.MERGE: _row("OH", "", "working"),
    Act.MATERIAL: _row("OH", "h", "working"),
    Act.DECIDE: _row("OH", "h", "working"),
    Act.ISSUE: _row("OH", "", "working"),
    Act.DELIVER: _row("OH", "", "replied", merged=True),
    Act.LETTER: _row("OH", "h", "any", merged=True),
    Act.SEND: _row("OHC", "", "any", merged=True),
    Act.SERVE: _row("OHC", "", "any", merged=True),
    Act.RETURNED: _row("OHC", "", "any", merged=True),
    Act.WITHDRAW: _row("OH", "", "open", merged=True),
    Act.RECLASSIFY: _row("OH", "", "any", merged=True),
    Act.VOID: _row("HL", "", "any", merged=True),
    Act.REVEAL: _row("OHC", "h", "any", merged=True),
    Act.RENEW_CODE: _row("OHC", "", "any", merged=True),
    Act.REMIND: _row("HLS", "", "open"),
    Act.ARCHIVE: _row("OH", "", "over", merged=True),
    Act.PROPOSE_ANONYMISING: _row("OH", "", "over", merged=True),
    Act.ANONYMISE: _row("HL", "", "over", merged=True),
}
