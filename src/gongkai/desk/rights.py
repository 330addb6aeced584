"""Who may open which page of the desk: one row for each address.

The door (`acting.door`) enforces the table, the menu follows it, and a test walks it: an address that is not in it cannot be
reached. What may be done with a thing on a page is decided by the access of its own package; this table is about pages.
"""

from dataclasses import dataclass

from gongkai.accounts.access import GUARDS as ACCOUNT_GUARDS
from gongkai.accounts.access import KEEPERS as ACCOUNT_KEEPERS
from gongkai.accounts.access import REVEALERS as CONTACT_REVEALERS
from gongkai.accounts.access import SEERS as ACCOUNT_SEERS
from gongkai.agencies.access import GRANTERS, IMPORTERS, KEEPERS, ORGANISERS, STATIONERS, WRITERS
from gongkai.applications.access import HEADS as APPLICATION_HEADS
from gongkai.applications.access import INTAKE
from gongkai.applications.access import OFFICERS as APPLICATION_OFFICERS
from gongkai.applications.access import READERS as APPLICATION_READERS
from gongkai.applications.access import WATCHERS as APPLICATION_WATCHERS
from gongkai.applications.access import WORKERS as APPLICATION_WORKERS
from gongkai.applications.queries.rectifying.permits import SEERS as RECTIFICATION_ALL
from gongkai.channels.access import IMPORTERS as CHANNEL_IMPORTERS
from gongkai.channels.access import KEEPERS as CHANNEL_KEEPERS
from gongkai.channels.access import POSTERS as CHANNEL_POSTERS
from gongkai.channels.access import READERS as CHANNEL_READERS
from gongkai.law.roles import RUNNING_ROLES, Role
from gongkai.normative.access import CLEANERS, MOVERS
from gongkai.normative.access import DRAFTERS as DOCUMENT_DRAFTERS
from gongkai.normative.access import KEEPERS as DOCUMENT_KEEPERS
from gongkai.normative.access import PLACERS as DOCUMENT_PLACERS
from gongkai.normative.access import READERS as DOCUMENT_READERS
from gongkai.normative.access import REVIEWERS as DOCUMENT_REVIEWERS
from gongkai.publication.access import IMPORTERS as ITEM_IMPORTERS
from gongkai.publication.access import KEEPERS as ITEM_KEEPERS
from gongkai.publication.access import PUBLISHERS, REMOVERS
from gongkai.publication.access import READERS as ITEM_READERS
from gongkai.publication.access import WRITERS as ITEM_WRITERS
from gongkai.records.access import FILE_GUARDS, JOB_KEEPERS, NOTICE_KEEPERS, NUMBER_KEEPERS, Actor
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
    # topics
    "topics": anywhere(ITEM_READERS),
    "topics_export": anywhere(ITEM_READERS),
    "topic": anywhere(ITEM_READERS),
    "topic_preview": anywhere(ITEM_READERS),
    "topic_poster": anywhere(ITEM_READERS),
    "topic_poster_pdf": anywhere(ITEM_READERS),
    "topic_scans": anywhere(ITEM_READERS),
    "topic_scans_export": anywhere(ITEM_READERS),
    "topic_new": anywhere(ITEM_WRITERS),
    "topic_edit": anywhere(ITEM_WRITERS),
    "topic_do": anywhere(ITEM_WRITERS),
    "topic_section": anywhere(ITEM_WRITERS),
    "topic_put_in": anywhere(ITEM_WRITERS),
    # the gazette
    "gazette": anywhere(ITEM_READERS),
    "gazette_export": anywhere(ITEM_READERS),
    "gazette_new": anywhere(ITEM_WRITERS),
    "gazette_issue": anywhere(OFFICERS),
    "gazette_edit": anywhere(ITEM_WRITERS),
    "gazette_add": anywhere(ITEM_WRITERS),
    "gazette_do": anywhere(ITEM_WRITERS),
    "gazette_preview": anywhere(OFFICERS),
    "gazette_pdf": anywhere(OFFICERS),
    # items are written
    "item_new": anywhere(ITEM_WRITERS),
    "item_edit": anywhere(ITEM_WRITERS),
    "item_autosave": anywhere(ITEM_WRITERS),
    "item_files": anywhere(ITEM_WRITERS),
    "item_picture": anywhere(ITEM_WRITERS),
    "item_mask": anywhere(ITEM_WRITERS),
    "item_checks": anywhere(ITEM_WRITERS),
    "item_submit": anywhere(ITEM_WRITERS),
    # interpretation
    "interpretations": anywhere(ITEM_READERS),
    "interpretations_export": anywhere(ITEM_READERS),
    "interpretation_measures": anywhere(ITEM_READERS),
    "interpretation_measures_export": anywhere(ITEM_READERS),
    "interpretation_measures_keep": anywhere(PUBLISHERS),
    "interpretation_rules": anywhere(ITEM_READERS),
    "interpretation_rules_all": of_the_whole(DOCUMENT_PLACERS),
    "interpretation_begin": anywhere(ITEM_WRITERS),
    "interpretation": anywhere(ITEM_READERS),
    "interpretation_do": anywhere(ITEM_WRITERS),
    # channels
    "channel_statistics": anywhere(CHANNEL_READERS),
    "channel_stated": anywhere(CHANNEL_READERS),
    "channel_yearly": anywhere(CHANNEL_READERS),
    "channel_proofs": anywhere(CHANNEL_READERS),
    "carriers": anywhere(CHANNEL_READERS),
    "carriers_export": anywhere(CHANNEL_READERS),
    "carrier_new": anywhere(CHANNEL_KEEPERS),
    "carrier": anywhere(CHANNEL_READERS),
    "carrier_alter": anywhere(CHANNEL_KEEPERS),
    "carrier_close": anywhere(CHANNEL_KEEPERS),
    "post_new": anywhere(CHANNEL_POSTERS),
    "channel_import": anywhere(CHANNEL_IMPORTERS),
    "channel_import_confirm": anywhere(CHANNEL_IMPORTERS),
    "posts": anywhere(CHANNEL_READERS),
    "posts_export": anywhere(CHANNEL_READERS),
    "post": anywhere(CHANNEL_READERS),
    "post_do": anywhere(CHANNEL_POSTERS),
    "channel_figures_void": anywhere(CHANNEL_POSTERS),
    "post_photo": anywhere(CHANNEL_READERS),
    "channel_intakes": anywhere(CHANNEL_READERS),
    "channel_template": anywhere(CHANNEL_IMPORTERS),
    "channel_intake": anywhere(CHANNEL_READERS),
    "channel_intake_file": anywhere(CHANNEL_READERS),
    "channel_intake_void": anywhere(CHANNEL_IMPORTERS),
    "channel_tasks": anywhere(CHANNEL_READERS),
    "channel_task_drop": anywhere(CHANNEL_POSTERS),
    "channel_task_new": anywhere(CHANNEL_KEEPERS),
    "channel_rules": anywhere(CHANNEL_KEEPERS),
    "channel_rule_end": anywhere(CHANNEL_KEEPERS),
    "item_channels": anywhere(CHANNEL_READERS),
    # the register of normative documents
    "documents": anywhere(DOCUMENT_READERS),
    "documents_export": anywhere(DOCUMENT_READERS),
    "document_new": anywhere(DOCUMENT_DRAFTERS),
    "document_enter": anywhere(DOCUMENT_KEEPERS),
    "documents_import": anywhere(DOCUMENT_KEEPERS),
    "documents_import_confirm": anywhere(DOCUMENT_KEEPERS),
    "documents_import_template": anywhere(DOCUMENT_KEEPERS),
    "documents_counts": anywhere(DOCUMENT_READERS),
    "documents_counts_export": anywhere(DOCUMENT_READERS),
    "documents_cell": anywhere(DOCUMENT_READERS),
    "documents_serials": anywhere(DOCUMENT_READERS),
    "documents_tasks": anywhere(DOCUMENT_READERS),
    "documents_stated": anywhere(DOCUMENT_READERS),
    "documents_move": anywhere(MOVERS),
    "documents_codes": anywhere(NUMBER_KEEPERS),
    "documents_places": anywhere(DOCUMENT_READERS),
    "document": anywhere(DOCUMENT_READERS),
    "document_do": anywhere(DOCUMENT_DRAFTERS | DOCUMENT_REVIEWERS | DOCUMENT_KEEPERS),
    "document_file": anywhere(DOCUMENT_READERS),
    # clean-up campaigns
    "cleanups": anywhere(DOCUMENT_READERS),
    "cleanup_new": anywhere(CLEANERS),
    "cleanup": anywhere(DOCUMENT_READERS),
    "cleanup_do": anywhere(CLEANERS),
    "cleanup_carry": anywhere(CLEANERS),
    "cleanup_export": anywhere(DOCUMENT_READERS),
    "cleanup_body": anywhere(DOCUMENT_READERS),
    "cleanup_body_do": anywhere(DOCUMENT_KEEPERS),
    # applications
    "applications": anywhere(APPLICATION_ALL),
    "applications_export": anywhere(APPLICATION_ALL),
    "applications_batch": anywhere(APPLICATION_OFFICERS | APPLICATION_WATCHERS),
    "application_intake": anywhere(INTAKE | SUPERVISORS),
    "application_new": anywhere(INTAKE),
    "application_statistics": anywhere(APPLICATION_READERS),
    "application_table": anywhere(APPLICATION_READERS),
    "application_cell": anywhere(APPLICATION_READERS),
    "application_proposals": anywhere(APPLICATION_READERS),
    "application_proposal_adopt": anywhere(APPLICATION_OFFICERS),
    "application_proposal_decline": anywhere(APPLICATION_OFFICERS),
    "application_diary": anywhere(APPLICATION_ALL),
    "application_feed": anywhere(APPLICATION_ALL),
    "application_feed_make": anywhere(APPLICATION_ALL),
    "application_feed_end": anywhere(APPLICATION_ALL),
    "application": anywhere(APPLICATION_ALL),
    "application_deadline": anywhere(APPLICATION_ALL),
    "application_log": anywhere(APPLICATION_ALL),
    "application_file": anywhere(APPLICATION_ALL),
    "application_archive": anywhere(APPLICATION_ALL),
    "application_archive_pack": anywhere(APPLICATION_OFFICERS),
    "application_archives_over": anywhere(APPLICATION_OFFICERS | APPLICATION_HEADS),
    "application_anonymise_ask": anywhere(APPLICATION_OFFICERS),
    "application_anonymise": anywhere(APPLICATION_HEADS),
    "application_letters": anywhere(APPLICATION_ALL),
    "application_letter": anywhere(APPLICATION_ALL),
    "application_letter_file": anywhere(APPLICATION_ALL),
    "application_letter_do": anywhere(INTAKE),
    "application_letter_write": anywhere(APPLICATION_WORKERS),
    "application_prepared": anywhere(APPLICATION_ALL),
    "application_prepared_submit": anywhere(APPLICATION_WORKERS | APPLICATION_HEADS),
    "application_prepared_drop": anywhere(APPLICATION_WORKERS | APPLICATION_HEADS),
    "application_decision_letter": anywhere(APPLICATION_ALL),
    "application_materials": anywhere(APPLICATION_ALL),
    "application_material_add": anywhere(APPLICATION_WORKERS),
    "application_material": anywhere(APPLICATION_ALL),
    "application_material_mark": anywhere(APPLICATION_WORKERS),
    "application_material_do": anywhere(APPLICATION_WORKERS),
    "application_material_result": anywhere(APPLICATION_ALL),
    "application_material_page": anywhere(APPLICATION_ALL),
    "application_material_file": anywhere(APPLICATION_ALL),
    "application_sheet": anywhere(APPLICATION_ALL),
    "application_sheet_file": anywhere(INTAKE | APPLICATION_WORKERS),
    "application_reveal": anywhere(INTAKE | APPLICATION_WORKERS),
    "application_do": anywhere(INTAKE | APPLICATION_WORKERS | APPLICATION_HEADS | APPLICATION_WATCHERS),
    "application_part": anywhere(APPLICATION_WORKERS),
    "application_decide": anywhere(APPLICATION_WORKERS),
    "application_decision": anywhere(APPLICATION_ALL),
    "application_decision_submit": anywhere(APPLICATION_WORKERS),
    "application_decision_issue": anywhere(APPLICATION_OFFICERS),
    "application_decision_drop": anywhere(APPLICATION_WORKERS),
    # requests for correction
    "rectifications": anywhere(RECTIFICATION_ALL),
    "rectifications_export": anywhere(RECTIFICATION_ALL),
    "rectification_new": anywhere(INTAKE),
    "rectification": anywhere(RECTIFICATION_ALL),
    "rectification_file": anywhere(RECTIFICATION_ALL),
    "rectification_reveal": anywhere(INTAKE),
    "rectification_reveal_said": anywhere(INTAKE),
    "rectification_do": anywhere(INTAKE),
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
    "letterhead": at(STATIONERS, STATIONERS),
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
    "notice": anywhere(ALL),
    "notice_new": of_the_whole(NOTICE_KEEPERS),
    "notice_approve": of_the_whole(NOTICE_KEEPERS),
    "notice_decline": of_the_whole(NOTICE_KEEPERS),
    "notice_take_back": of_the_whole(NOTICE_KEEPERS),
    "chains": anywhere(ALL),
    "usual_chain_set": of_the_whole(CHAIN_SETTERS),
    "usual_chain_unset": of_the_whole(CHAIN_SETTERS),
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
