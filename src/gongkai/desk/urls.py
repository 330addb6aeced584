"""Addresses of the desk. Each has its row in the table of rights, by its name."""

from django.urls import URLPattern, URLResolver, include, path

from gongkai.desk.acting.door import page
from gongkai.desk.agencies import guides, letterheads, sheets
from gongkai.desk.agencies import views as agencies
from gongkai.desk.applications import urls as applications
from gongkai.desk.audit import views as audit
from gongkai.desk.authoring import urls as authoring
from gongkai.desk.catalogue import urls as catalogue
from gongkai.desk.channels import urls as channels
from gongkai.desk.exchange.urls import EXCHANGE
from gongkai.desk.feedback.urls import FEEDBACK
from gongkai.desk.files import views as files
from gongkai.desk.gazette.urls import GAZETTE
from gongkai.desk.health.urls import HEALTH
from gongkai.desk.health.urls import OF_AGENCY as HEALTH_OF_AGENCY
from gongkai.desk.home import views as home
from gongkai.desk.imports.urls import IMPORTS
from gongkai.desk.inbox import views as inbox
from gongkai.desk.interpretations.urls import INTERPRETATIONS
from gongkai.desk.items import urls as items
from gongkai.desk.jobs import views as jobs
from gongkai.desk.me import views as me
from gongkai.desk.normative.urls import CLEANUPS, DOCUMENTS
from gongkai.desk.people import accounts
from gongkai.desk.people import views as people
from gongkai.desk.rectifications.urls import RECTIFICATIONS
from gongkai.desk.registers.urls import REGISTERS
from gongkai.desk.remedies.urls import COMPLAINTS, REMEDIES
from gongkai.desk.reports.urls import REPORTS
from gongkai.desk.settings import calendar, chains, codes, notices, numbers, words
from gongkai.desk.topics.urls import TOPICS
from gongkai.desk.visits.urls import VISITS

app_name = "desk"

ROUNDS = [
    page("", inbox.one_round, "round"),
    page("say/", inbox.say, "round_say"),
    page("countersign/", inbox.ask, "round_ask"),
    page("stop/", inbox.stop, "round_stop"),
    page("urge/", inbox.urge, "round_urge"),
]

MEMBERS = [
    page("", people.members, "members"),
    page("appoint/", people.appoint, "appoint"),
    page("hand-over/", people.hand_over, "hand_over"),
    page("open-account/", people.open_account, "open_account"),
    page("<int:membership_id>/end/", people.end, "end"),
    page("<int:membership_id>/delegate/", people.delegate, "delegate"),
    page("delegations/<int:delegation_id>/end/", people.undelegate, "undelegate"),
]

ACCOUNTS = [
    page("", accounts.accounts, "accounts"),
    page("<int:user_id>/", accounts.account, "account"),
    page("<int:user_id>/close/", accounts.close, "account_close"),
    page("<int:user_id>/reset/", accounts.reset, "account_reset"),
    page("<int:user_id>/unlock/", accounts.unlock, "account_unlock"),
    page("<int:user_id>/second-factor/", accounts.bare, "account_bare"),
    page("<int:user_id>/reveal/<slug:number>/", accounts.reveal, "account_reveal"),
]

AGENCY: list[URLPattern | URLResolver] = [
    page("", agencies.detail, "agency"),
    page("register/", agencies.register, "register"),
    page("guide/", guides.guide, "guide"),
    page("guide/write/", guides.write_guide, "guide_write"),
    page("letterhead/", letterheads.letterhead, "letterhead"),
    page("change/<slug:what>/", agencies.change, "change"),
    page("chains/", chains.chain, "chain"),
    page("chains/<slug:kind>/", chains.set_chain, "chain_set"),
    page("chains/<slug:kind>/unset/", chains.unset_chain, "chain_unset"),
    page("numbers/<slug:kind>/", numbers.set_number, "number_set"),
    page("codes/", codes.set_codes, "codes_set"),
    page("words/", words.word_list, "word_list"),
    page("words/file/", words.file, "word_list_file"),
    page("words/set/", words.set_list, "word_list_set"),
    page("words/unset/", words.unset_list, "word_list_unset"),
    path("columns/", include(catalogue.COLUMNS)),
    path("health/", include(HEALTH_OF_AGENCY)),
    path("catalogue/", include(catalogue.CATALOGUE)),
    path("members/", include(MEMBERS)),
    path("accounts/", include(ACCOUNTS)),
]

TREE = [
    page("", agencies.tree, "tree"),
    page("agencies.xlsx", sheets.workbook, "agencies_xlsx"),
    page("agencies.csv", sheets.agencies_csv, "agencies_csv"),
    page("people.csv", sheets.people_csv, "people_csv"),
    page("import/", sheets.import_file, "import"),
    page("import/confirm/", sheets.confirm, "import_confirm"),
    page("import/template.xlsx", sheets.template, "import_template"),
]

SETTINGS = [
    page("calendar/", calendar.calendar, "calendar"),
    page("calendar/notices/new/", notices.enter, "notice_new"),
    page("calendar/notices/<int:notice_id>/", notices.notice, "notice"),
    page("calendar/notices/<int:notice_id>/approve/", notices.approve, "notice_approve"),
    page("calendar/notices/<int:notice_id>/decline/", notices.decline, "notice_decline"),
    page("calendar/notices/<int:notice_id>/take-back/", notices.take_back, "notice_take_back"),
    page("chains/", chains.chains, "chains"),
    page("chains/usual/<slug:kind>/", chains.set_usual, "usual_chain_set"),
    page("chains/usual/<slug:kind>/unset/", chains.unset_usual, "usual_chain_unset"),
    page("numbers/", numbers.numbers, "numbers"),
    page("codes/", codes.codes, "codes"),
    page("words/", words.words, "words"),
    page("words/template.csv", words.template, "word_template"),
]

ITEMS: list[URLPattern | URLResolver] = [
    *items.LISTED,
    path("withheld/", include(items.WITHHELD)),
    path("import/", include(IMPORTS)),
    path("<int:item_id>/", include(items.ITEM)),
    path("<int:item_id>/", include(channels.OF_ITEM)),
    *authoring.AUTHORING,
]

urlpatterns: list[URLPattern | URLResolver] = [
    page("", home.home, "home"),
    page("me/", me.me, "me"),
    page("me/contact/", me.contact, "me_contact"),
    page("me/contact/<slug:number>/", me.reveal, "me_reveal"),
    page("todo/", inbox.inbox, "todo", which="todo"),
    page("done/", inbox.inbox, "done", which="done"),
    page("watch/", inbox.inbox, "watch", which="watch"),
    path("rounds/<int:round_id>/", include(ROUNDS)),
    path("items/", include(ITEMS)),
    path("documents/", include(DOCUMENTS)),
    path("cleanups/", include(CLEANUPS)),
    path("feedback/", include(FEEDBACK)),
    path("visits/", include(VISITS)),
    path("topics/", include(TOPICS)),
    path("gazette/", include(GAZETTE)),
    path("interpretations/", include(INTERPRETATIONS)),
    path("channels/", include(channels.CHANNELS)),
    path("registers/", include(REGISTERS)),
    path("reports/", include(REPORTS)),
    path("applications/", include(applications.APPLICATIONS)),
    path("rectifications/", include(RECTIFICATIONS)),
    path("remedies/", include(REMEDIES)),
    path("complaints/", include(COMPLAINTS)),
    *catalogue.OWN,
    path("health/", include(HEALTH)),
    path("exchange/", include(EXCHANGE)),
    page("agencies/", agencies.listing, "agencies"),
    path("tree/", include(TREE)),
    path("agencies/<slug:slug>/", include(AGENCY)),
    page("people/", people.people, "people"),
    page("locked/", accounts.locked, "locked"),
    path("settings/", include(SETTINGS)),
    page("files/", files.held, "held_files"),
    page("files/<int:file_id>/hold/", files.hold, "file_hold"),
    page("files/<int:file_id>/release/", files.release, "file_release"),
    page("jobs/", jobs.jobs, "jobs"),
    page("jobs/<int:job_id>/again/", jobs.run_again, "job_again"),
    page("jobs/<int:job_id>/aside/", jobs.put_aside, "job_aside"),
    page("audit/", audit.log, "audit"),
    page("audit/export.csv", audit.export, "audit_export"),
    page("audit/verify/", audit.verify, "audit_verify"),
    page("audit/check/", audit.check, "audit_check"),
]
