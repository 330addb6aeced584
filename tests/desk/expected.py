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
WRITES_ITEMS = {OFFICER, HANDLER, HEAD, SUPERVISOR}
SEES_ITEMS = {*WRITES_ITEMS, SECRECY, LEGAL, LEADER}
TAKES_IN = {OFFICER, HEAD, COUNTER}
SEES_CASES = {OFFICER, HEAD, LEADER, LEGAL, SECRECY, SUPERVISOR}
HAS_CASES = {*SEES_CASES, HANDLER, COUNTER}
WORKS_ON_CASES = {OFFICER, HEAD, HANDLER}  # the handler was given the application
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
    "items": Opens(SEES_ITEMS),
    "items_export": Opens(SEES_ITEMS),
    "item": Opens(SEES_ITEMS, {SUPERVISOR}),
    "item_edition": Opens(SEES_ITEMS, {SUPERVISOR}),
    "item_edition_picture": Opens(SEES_ITEMS, {SUPERVISOR}),
    "item_compare": Opens(SEES_ITEMS, {SUPERVISOR}),
    "item_file": Opens(SEES_ITEMS, {SUPERVISOR}),
    "item_review": Opens({SECRECY}, NOBODY),
    "item_do": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "dead_links": Opens(SEES_ITEMS),
    "dead_links_export": Opens(SEES_ITEMS),
    "item_links": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "schedule": Opens(SEES_ITEMS),
    "schedule_export": Opens(SEES_ITEMS),
    "withheld": Opens(SEES_ITEMS),
    "withheld_export": Opens(SEES_ITEMS),
    "withheld_entry": Opens(SEES_ITEMS, {SUPERVISOR}),
    "withheld_evaluate": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "withheld_declassify": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "imports": Opens({OFFICER, HEAD, SUPERVISOR}),
    "imports_new": Opens({OFFICER, HEAD, SUPERVISOR}),
    "imports_template": Opens({OFFICER, HEAD, SUPERVISOR}),
    "imports_run": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "imports_do": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "imports_faults": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "item_new": Opens(WRITES_ITEMS),
    "item_edit": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "item_autosave": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "item_files": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "item_picture": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "item_mask": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "item_checks": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "item_submit": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "applications": Opens(HAS_CASES),
    "applications_export": Opens(HAS_CASES),
    "applications_batch": Opens({OFFICER, HEAD, LEADER, SUPERVISOR}),
    "application_intake": Opens({*TAKES_IN, SUPERVISOR}),
    "application_new": Opens(TAKES_IN),
    "application_statistics": Opens(SEES_CASES),
    "application_table": Opens(SEES_CASES),
    "application_cell": Opens(SEES_CASES),
    "application_diary": Opens(HAS_CASES),
    "application": Opens(HAS_CASES, {SUPERVISOR}),
    "application_deadline": Opens(HAS_CASES, {SUPERVISOR}),
    "application_log": Opens(HAS_CASES, {SUPERVISOR}),
    "application_file": Opens(HAS_CASES, {SUPERVISOR}),
    "application_reveal": Opens({*TAKES_IN, HANDLER}, NOBODY),
    "application_do": Opens(WORKS_ON_CASES, NOBODY),
    "application_part": Opens(WORKS_ON_CASES, NOBODY),
    "application_decide": Opens(WORKS_ON_CASES, NOBODY),
    "application_decision": Opens(HAS_CASES, {SUPERVISOR}),
    "application_decision_submit": Opens(WORKS_ON_CASES, NOBODY),
    "application_decision_issue": Opens({OFFICER, HEAD}, NOBODY),
    "application_decision_drop": Opens(WORKS_ON_CASES, NOBODY),
    "columns": Opens(SEES_ITEMS),
    "catalogue": Opens(SEES_ITEMS),
    "agency_columns": Opens(SEES_ITEMS, {SUPERVISOR}),
    "column_checkup": Opens(SEES_ITEMS, {SUPERVISOR}),
    "column_export": Opens(SEES_ITEMS, {SUPERVISOR}),
    "agency_catalogue": Opens(SEES_ITEMS, {SUPERVISOR}),
    "catalogue_missing": Opens(SEES_ITEMS, {SUPERVISOR}),
    "catalogue_entry": Opens(SEES_ITEMS, {SUPERVISOR}),
    "catalogue_xlsx": Opens(SEES_ITEMS, {SUPERVISOR}),
    "catalogue_csv": Opens(SEES_ITEMS, {SUPERVISOR}),
    "tickets": Opens(SEES_ITEMS, {SUPERVISOR}),
    "ticket": Opens(SEES_ITEMS, {SUPERVISOR}),
    "column_add": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "column_set": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "column_alter": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "column_end": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "column_empty": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "column_empty_end": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "catalogue_fields": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "catalogue_import": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "catalogue_confirm": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "ticket_decide": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "ticket_new": Opens(WRITES_ITEMS, {SUPERVISOR}),
    "completion": Opens({SUPERVISOR}),
    "completion_export": Opens({SUPERVISOR}),
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
    "codes": Opens(EVERYBODY),
    "codes_set": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "words": Opens(EVERYBODY),
    "word_template": Opens(EVERYBODY),
    "word_list": Opens(EVERYBODY, SEES_BELOW),
    "word_list_file": Opens(EVERYBODY, SEES_BELOW),
    "word_list_set": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "word_list_unset": Opens({OFFICER, HEAD, SUPERVISOR}, {SUPERVISOR}),
    "held_files": Opens({SECURITY}),
    "file_hold": Opens({SECURITY}, {SECURITY}),
    "file_release": Opens({SECURITY}, {SECURITY}),
    "jobs": Opens(NOBODY),  # only at the top of the tree: test_jobs.py
    "job_again": Opens(NOBODY),
    "job_aside": Opens(NOBODY),
    "audit": Opens({AUDITOR}),
    "audit_export": Opens({AUDITOR}),
    "audit_verify": Opens({AUDITOR}),
    "audit_check": Opens({AUDITOR}),
}
