"""Addresses of applications, below /desk/applications/."""

from django.urls import URLPattern, URLResolver, include, path

from gongkai.desk.acting.door import page
from gongkai.desk.applications import (
    archives,
    case,
    decision,
    deeds,
    diary,
    figures,
    intake,
    letters,
    listing,
    materials,
    prepared,
    proposals,
    sheets,
    subscription,
)

CASE: list[URLPattern | URLResolver] = [
    page("", case.overview, "application"),
    page("deadline/", case.deadline, "application_deadline"),
    page("log/", case.log, "application_log"),
    page("files/<int:file_id>/", case.file, "application_file"),
    page("reveal/<slug:field>/", deeds.reveal, "application_reveal"),
    page("do/<slug:what>/", deeds.do, "application_do"),
    page("parts/<int:part_id>/", deeds.part, "application_part"),
    page("decide/", decision.decide, "application_decide"),
    page("letters/", letters.listed, "application_letters"),
    page("letters/write/<slug:kind>/", letters.write, "application_letter_write"),
    page("archive/", archives.archive, "application_archive"),
    page("archive/pack/", archives.pack, "application_archive_pack"),
    page("archive/ask/", archives.ask, "application_anonymise_ask"),
    page("archive/anonymise/", archives.anonymise, "application_anonymise"),
    page("sheets/<slug:kind>/", sheets.sheet, "application_sheet"),
    page("sheets/<slug:kind>/file/", sheets.file, "application_sheet_file"),
]

MATERIALS = [
    page("", materials.listed, "application_materials"),
    page("add/", materials.add, "application_material_add"),
    page("<int:material_id>/", materials.material, "application_material"),
    page("<int:material_id>/mark/", materials.mark, "application_material_mark"),
    page("<int:material_id>/do/<slug:what>/", materials.do, "application_material_do"),
    page("<int:material_id>/result/", materials.result, "application_material_result"),
    page("<int:material_id>/<slug:side>/page/<int:page>/", materials.picture, "application_material_page"),
    page("<int:material_id>/<slug:side>/file/", materials.file, "application_material_file"),
]

DECISION = [
    page("", decision.decision, "application_decision"),
    page("submit/", decision.submit, "application_decision_submit"),
    page("issue/", decision.issue, "application_decision_issue"),
    page("drop/", decision.drop, "application_decision_drop"),
    page("letter/", letters.drafted, "application_decision_letter"),
]

LETTER = [
    page("", letters.letter, "application_letter"),
    page("file/<slug:kind>/", letters.file, "application_letter_file"),
    page("<slug:what>/", letters.do, "application_letter_do"),
]

PREPARED = [
    page("", prepared.prepared, "application_prepared"),
    page("submit/", prepared.submit, "application_prepared_submit"),
    page("drop/", prepared.drop, "application_prepared_drop"),
]

APPLICATIONS: list[URLPattern | URLResolver] = [
    page("", listing.listing, "applications"),
    page("export.csv", listing.export, "applications_export"),
    page("batch/", listing.batch, "applications_batch"),
    page("intake/", intake.waiting, "application_intake"),
    page("new/", intake.new, "application_new"),
    page("statistics/", figures.statistics, "application_statistics"),
    page("table/", figures.table, "application_table"),
    page("table/<int:year>/<str:cell>/", figures.cell, "application_cell"),
    page("proposals/", proposals.listing, "application_proposals"),
    page("proposals/<slug:key>/adopt/", proposals.adopt, "application_proposal_adopt"),
    page("proposals/<slug:key>/decline/", proposals.decline, "application_proposal_decline"),
    page("archives/", archives.listing, "application_archives_over"),
    page("due.ics", diary.diary, "application_diary"),
    page("feed/", subscription.feed, "application_feed"),
    page("feed/make/", subscription.make, "application_feed_make"),
    page("feed/end/", subscription.end, "application_feed_end"),
    path("<int:application_id>/", include(CASE)),
    path("<int:application_id>/materials/", include(MATERIALS)),
    path("decisions/<int:decision_id>/", include(DECISION)),
    path("letters/<int:letter_id>/", include(LETTER)),
    path("prepared/<int:prepared_id>/", include(PREPARED)),
]
