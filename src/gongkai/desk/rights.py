"""Who may open which page of the desk: one row for each address.

The door (`acting.door`) enforces the table, the menu follows it, and a test walks it: an address that is not in it cannot be
reached. What may be done with a thing on a page is decided by the access of its own package; this table is about pages.
"""

from dataclasses import dataclass

from gongkai.accounts.access import GUARDS as ACCOUNT_GUARDS
from gongkai.accounts.access import KEEPERS as ACCOUNT_KEEPERS
from gongkai.accounts.access import REVEALERS as CONTACT_REVEALERS
from gongkai.accounts.access import SEERS as ACCOUNT_SEERS
from gongkai.agencies.access import GRANTERS, IMPORTERS, KEEPERS, ORGANISERS, WRITERS
from gongkai.applications.access import HEADS as APPLICATION_HEADS
from gongkai.applications.access import INTAKE
from gongkai.applications.access import OFFICERS as APPLICATION_OFFICERS
from gongkai.applications.access import READERS as APPLICATION_READERS
from gongkai.applications.access import WATCHERS as APPLICATION_WATCHERS
from gongkai.applications.access import WORKERS as APPLICATION_WORKERS
from gongkai.law.roles import RUNNING_ROLES, Role
from gongkai.publication.access import IMPORTERS as ITEM_IMPORTERS
from gongkai.publication.access import KEEPERS as ITEM_KEEPERS
from gongkai.publication.access import PUBLISHERS, REMOVERS
from gongkai.publication.access import READERS as ITEM_READERS
from gongkai.publication.access import WRITERS as ITEM_WRITERS
from gongkai.records.access import FILE_GUARDS, JOB_KEEPERS, NUMBER_KEEPERS, Actor
from gongkai.signoff.access import CHAIN_SETTERS

Roles = frozenset[Role]

ALL: Roles = frozenset(Role)
NONE: Roles = frozenset()
OFFICERS = ALL - RUNNING_ROLES
"""Everybody who does disclosure work."""
AUDITORS: Roles = frozenset({Role.SECURITY_AUDITOR})
SUPERVISORS: Roles = frozenset({Role.SUPERVISOR})
APPLICATION_ALL = APPLICATION_READERS | APPLICATION_WORKERS | INTAKE
"""Everybody who has to do with applications."""
REVIEWERS: Roles = frozenset({Role.SECRECY_REVIEWER})


@dataclass(frozen=True, slots=True)
class Right:
    """Who may open an address: with a role of `own` held at the agency that it names, or of `below` held above it.

    Where the address names no agency (`of_agency` false), a role of `own` held anywhere is enough, and what the page
    shows is limited to what its viewer reaches; with `top` only a role held at an agency with none above it.
    `anybody`: whoever is logged in, with a role or without.
    """

    own: Roles
    below: Roles = NONE
    of_agency: bool = False
    anybody: bool = False
    top: bool = False

    def opens(self, actor: Actor, agency_id: int | None = None) -> bool:
        """Whether somebody may open the address, about this agency if it names one."""
        if self.anybody:
            return True
        if agency_id is None:
            held = self.own | self.below
            return any(duty.role in held and (duty.top or not self.top) for duty in actor.duties)
        return any(
            agency_id in duty.reach and duty.role in (self.own if duty.agency_id == agency_id else self.below)
            for duty in actor.duties
        )


def anywhere(roles: Roles) -> Right:
    """For a page that is about no agency in particular."""
    return Right(roles)


def at(own: Roles, below: Roles) -> Right:
    """For a page about the agency that its address names."""
    return Right(own, below, of_agency=True)


def of_the_whole(roles: Roles) -> Right:
    """For a page about the whole installation."""
    return Right(roles, top=True)


EVERYBODY = Right(NONE, anybody=True)

RIGHTS: dict[str, Right] = {
    "home": EVERYBODY,
    "me": EVERYBODY,
    "me_contact": EVERYBODY,
    "me_reveal": EVERYBODY,
    # what waits
    "todo": anywhere(OFFICERS),
    "done": anywhere(OFFICERS),
    "watch": anywhere(OFFICERS),
    "round": anywhere(OFFICERS),
    "round_say": anywhere(OFFICERS),
    "round_ask": anywhere(OFFICERS),
    "round_stop": anywhere(OFFICERS),
    "round_urge": anywhere(OFFICERS),
    # items of information
    "items": anywhere(ITEM_READERS),
    "items_export": anywhere(ITEM_READERS),
    "dead_links": anywhere(ITEM_READERS),
    "dead_links_export": anywhere(ITEM_READERS),
    "item_links": anywhere(ITEM_WRITERS),
    "schedule": anywhere(ITEM_READERS),
    "schedule_export": anywhere(ITEM_READERS),
    "item": anywhere(OFFICERS),
    "item_edition": anywhere(OFFICERS),
    "item_edition_picture": anywhere(OFFICERS),
    "item_compare": anywhere(OFFICERS),
    "item_file": anywhere(OFFICERS),
    "item_review": anywhere(REVIEWERS),
    "item_do": anywhere(ITEM_WRITERS | PUBLISHERS | REMOVERS),
    "withheld": anywhere(ITEM_READERS),
    "withheld_export": anywhere(ITEM_READERS),
    "withheld_entry": anywhere(ITEM_READERS),
    "withheld_evaluate": anywhere(PUBLISHERS),
    "withheld_declassify": anywhere(PUBLISHERS),
    "imports": anywhere(ITEM_IMPORTERS),
    "imports_new": anywhere(ITEM_IMPORTERS),
    "imports_template": anywhere(ITEM_IMPORTERS),
    "imports_run": anywhere(ITEM_IMPORTERS),
    "imports_do": anywhere(ITEM_IMPORTERS),
    "imports_faults": anywhere(ITEM_IMPORTERS),
    # items are written
    "item_new": anywhere(ITEM_WRITERS),
    "item_edit": anywhere(ITEM_WRITERS),
    "item_autosave": anywhere(ITEM_WRITERS),
    "item_files": anywhere(ITEM_WRITERS),
    "item_picture": anywhere(ITEM_WRITERS),
    "item_mask": anywhere(ITEM_WRITERS),
    "item_checks": anywhere(ITEM_WRITERS),
    "item_submit": anywhere(ITEM_WRITERS),
    # applications
    "applications": anywhere(APPLICATION_ALL),
    "applications_export": anywhere(APPLICATION_ALL),
    "applications_batch": anywhere(APPLICATION_OFFICERS | APPLICATION_WATCHERS),
    "application_intake": anywhere(INTAKE | SUPERVISORS),
    "application_new": anywhere(INTAKE),
    "application_statistics": anywhere(APPLICATION_READERS),
    "application_table": anywhere(APPLICATION_READERS),
    "application_cell": anywhere(APPLICATION_READERS),
    "application_diary": anywhere(APPLICATION_ALL),
    "application": anywhere(APPLICATION_ALL),
    "application_deadline": anywhere(APPLICATION_ALL),
    "application_log": anywhere(APPLICATION_ALL),
    "application_file": anywhere(APPLICATION_ALL),
    "application_reveal": anywhere(INTAKE | APPLICATION_WORKERS),
    "application_do": anywhere(INTAKE | APPLICATION_WORKERS | APPLICATION_HEADS | APPLICATION_WATCHERS),
    "application_part": anywhere(APPLICATION_WORKERS),
    "application_decide": anywhere(APPLICATION_WORKERS),
    "application_decision": anywhere(APPLICATION_ALL),
    "application_decision_submit": anywhere(APPLICATION_WORKERS),
    "application_decision_issue": anywhere(APPLICATION_OFFICERS),
    "application_decision_drop": anywhere(APPLICATION_WORKERS),
    # columns and the catalogue
    "columns": anywhere(ITEM_READERS),
    "agency_columns": at(ITEM_READERS, ITEM_READERS),
    "column_checkup": at(ITEM_READERS, ITEM_READERS),
    "column_export": at(ITEM_READERS, ITEM_READERS),
    "column_add": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "column_set": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "column_alter": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "column_end": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "column_empty": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "column_empty_end": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "catalogue": anywhere(ITEM_READERS),
    "agency_catalogue": at(ITEM_READERS, ITEM_READERS),
    "catalogue_missing": at(ITEM_READERS, ITEM_READERS),
    "catalogue_entry": at(ITEM_READERS, ITEM_READERS),
    "catalogue_xlsx": at(ITEM_READERS, ITEM_READERS),
    "catalogue_csv": at(ITEM_READERS, ITEM_READERS),
    "catalogue_fields": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "catalogue_import": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "catalogue_confirm": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "tickets": at(ITEM_READERS, ITEM_READERS),
    "ticket": at(ITEM_READERS, ITEM_READERS),
    "ticket_new": at(ITEM_WRITERS, ITEM_WRITERS),
    "ticket_decide": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "completion": anywhere(SUPERVISORS),
    "completion_export": anywhere(SUPERVISORS),
    # agencies
    "agencies": anywhere(ALL),
    "tree": anywhere(ALL),
    "agency": at(ALL, ALL),
    "agencies_xlsx": anywhere(ALL),
    "agencies_csv": anywhere(ALL),
    "people_csv": anywhere(ALL),
    "import": anywhere(IMPORTERS),
    "import_confirm": anywhere(IMPORTERS),
    "import_template": anywhere(IMPORTERS),
    "guide": at(ALL, ALL),
    "guide_write": at(WRITERS, WRITERS),
    "register": at(KEEPERS, KEEPERS),
    "change": at(NONE, KEEPERS),
    # people
    "people": anywhere(ALL),
    "members": at(ALL, ALL),
    "appoint": at(GRANTERS, GRANTERS | ORGANISERS),
    "end": at(GRANTERS, GRANTERS | ORGANISERS),
    "delegate": at(ALL, GRANTERS | ORGANISERS),
    "undelegate": at(ALL, GRANTERS | ORGANISERS),
    "hand_over": at(GRANTERS, GRANTERS | ORGANISERS),
    "open_account": at(ACCOUNT_KEEPERS, ACCOUNT_KEEPERS),
    "accounts": at(ACCOUNT_SEERS, ACCOUNT_SEERS),
    "account": at(ACCOUNT_SEERS, ACCOUNT_SEERS),
    "account_close": at(ACCOUNT_KEEPERS, ACCOUNT_KEEPERS),
    "account_reset": at(ACCOUNT_KEEPERS, ACCOUNT_KEEPERS),
    "account_unlock": at(ACCOUNT_GUARDS, ACCOUNT_GUARDS),
    "account_bare": at(ACCOUNT_GUARDS, ACCOUNT_GUARDS),
    "account_reveal": at(CONTACT_REVEALERS, CONTACT_REVEALERS),
    "locked": anywhere(ACCOUNT_SEERS),
    # settings
    "calendar": anywhere(ALL),
    "chains": anywhere(ALL),
    "chain": at(ALL, ALL),
    "chain_set": at(CHAIN_SETTERS, CHAIN_SETTERS),
    "chain_unset": at(CHAIN_SETTERS, CHAIN_SETTERS),
    "numbers": anywhere(ALL),
    "number_set": at(NUMBER_KEEPERS, NUMBER_KEEPERS),
    "codes": anywhere(ALL),
    "codes_set": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "words": anywhere(ALL),
    "word_template": anywhere(ALL),
    "word_list": at(ALL, ALL),
    "word_list_file": at(ALL, ALL),
    "word_list_set": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "word_list_unset": at(ITEM_KEEPERS, ITEM_KEEPERS),
    "held_files": anywhere(FILE_GUARDS),
    "file_hold": anywhere(FILE_GUARDS),
    "file_release": anywhere(FILE_GUARDS),
    "jobs": of_the_whole(JOB_KEEPERS),
    "job_again": of_the_whole(JOB_KEEPERS),
    "job_aside": of_the_whole(JOB_KEEPERS),
    # audit
    "audit": anywhere(AUDITORS),
    "audit_export": anywhere(AUDITORS),
    "audit_verify": anywhere(AUDITORS),
    "audit_check": anywhere(AUDITORS),
}


def may_open(actor: Actor, name: str, agency_id: int | None = None) -> bool:
    """Whether somebody may open an address: to show or hide what leads there."""
    return RIGHTS[name].opens(actor, agency_id)
