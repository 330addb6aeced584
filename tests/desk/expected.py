"""Who may open which address of the desk, written down a second time and by hand: what the matrix test holds against it.

`own`: roles at the agency that the page is about. `below`: roles at an agency above it. For pages about no agency, `own`.
"""

from dataclasses import dataclass

from gongkai.law.roles import Role

OFFICER, HANDLER = Role.DISCLOSURE_OFFICER, Role.HANDLER
SECRECY, LEGAL, HEAD, LEADER = Role.SECRECY_REVIEWER, Role.LEGAL_REVIEWER, Role.OFFICE_HEAD, Role.LEADER
SUPERVISOR, ASSESSOR = Role.SUPERVISOR, Role.ASSESSOR
MAILBOX, COUNTER = Role.MAILBOX_CLERK, Role.COUNTER_CLERK
SYSTEM, SECURITY, AUDITOR = Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR

EVERYBODY = {
    *(OFFICER, HANDLER, SECRECY, LEGAL, HEAD, LEADER, SUPERVISOR, ASSESSOR, MAILBOX, COUNTER),
    *(SYSTEM, SECURITY, AUDITOR),
}
WORKING = EVERYBODY - {SYSTEM, SECURITY, AUDITOR}
SEES_BELOW = {SUPERVISOR, ASSESSOR, SYSTEM, SECURITY, AUDITOR}
NOBODY: set[Role] = set()


@dataclass(frozen=True)
class Opens:
    """One address."""

    own: set[Role]
    below: set[Role] | None = None

    @property
    def of_agency(self) -> bool:
        return self.below is not None


EXPECTED = {
    "home": Opens(EVERYBODY),
    "me": Opens(EVERYBODY),
    "me_contact": Opens(EVERYBODY),
    "me_reveal": Opens(EVERYBODY),
    "todo": Opens(WORKING),
    "done": Opens(WORKING),
    "watch": Opens(WORKING),
    "round": Opens({OFFICER, HANDLER, SECRECY, LEGAL, HEAD, LEADER, SUPERVISOR}, {SUPERVISOR}),
    "round_say": Opens({SECRECY, LEGAL}, NOBODY),
    "round_ask": Opens({SECRECY, LEGAL}, NOBODY),
    "round_stop": Opens({HANDLER, HEAD, LEADER}, NOBODY),
    "round_urge": Opens({HANDLER, HEAD, LEADER, SUPERVISOR}, {SUPERVISOR}),
    "agencies": Opens(EVERYBODY),
    "tree": Opens(EVERYBODY),
    "agency": Opens(EVERYBODY, SEES_BELOW),
    "agencies_xlsx": Opens(EVERYBODY),
    "agencies_csv": Opens(EVERYBODY),
    "people_csv": Opens(EVERYBODY),
    "import": Opens({SYSTEM, SECURITY, SUPERVISOR}),
    "import_confirm": Opens({SYSTEM, SECURITY, SUPERVISOR}),
    "import_template": Opens({SYSTEM, SECURITY, SUPERVISOR}),
    "guide": Opens(EVERYBODY, SEES_BELOW),
    "guide_write": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "register": Opens({SYSTEM}, {SYSTEM}),
    "change": Opens(NOBODY, {SYSTEM}),
    "people": Opens(EVERYBODY),
    "members": Opens(EVERYBODY, SEES_BELOW),
    "appoint": Opens({SECURITY}, {SECURITY, SUPERVISOR}),
    "end": Opens({SECURITY}, {SECURITY, SUPERVISOR}),
    "delegate": Opens({SECURITY, HANDLER}, {SECURITY, SUPERVISOR}),  # the membership is that of the handler
    "undelegate": Opens({SECURITY, HANDLER}, {SECURITY, SUPERVISOR}),
    "hand_over": Opens({SECURITY}, {SECURITY, SUPERVISOR}),
    "open_account": Opens({SYSTEM}, {SYSTEM}),
    "accounts": Opens({SYSTEM, SECURITY, AUDITOR}, {SYSTEM, SECURITY, AUDITOR}),
    "account": Opens({SYSTEM, SECURITY, AUDITOR}, {SYSTEM, SECURITY, AUDITOR}),
    "account_close": Opens({SYSTEM}, {SYSTEM}),
    "account_reset": Opens({SYSTEM}, {SYSTEM}),
    "account_unlock": Opens({SECURITY}, {SECURITY}),
    "account_bare": Opens({SECURITY}, {SECURITY}),
    "account_reveal": Opens({SYSTEM, SECURITY}, {SYSTEM, SECURITY}),
    "locked": Opens({SYSTEM, SECURITY, AUDITOR}),
    "calendar": Opens(EVERYBODY),
    "chains": Opens(EVERYBODY),
    "chain": Opens(EVERYBODY, SEES_BELOW),
    "chain_set": Opens({SYSTEM, SUPERVISOR}, {SYSTEM, SUPERVISOR}),
    "chain_unset": Opens({SYSTEM, SUPERVISOR}, {SYSTEM, SUPERVISOR}),
    "numbers": Opens(EVERYBODY),
    "number_set": Opens({SYSTEM, SUPERVISOR}, {SYSTEM, SUPERVISOR}),
    "jobs": Opens(NOBODY),  # only at the top of the tree: test_jobs.py
    "job_again": Opens(NOBODY),
    "job_aside": Opens(NOBODY),
    "audit": Opens({AUDITOR}),
    "audit_export": Opens({AUDITOR}),
    "audit_verify": Opens({AUDITOR}),
    "audit_check": Opens({AUDITOR}),
}
