"""Addresses of the register, below /desk/documents/, and of clean-up campaigns, below /desk/cleanups/."""

from gongkai.desk.acting.door import page
from gongkai.desk.normative import card, cleanups, codes, counting, importing, listing, moving, places

DOCUMENTS = [
    page("", listing.listing, "documents"),
    page("export.csv", listing.export, "documents_export"),
    page("new/", card.new, "document_new"),
    page("enter/", card.enter, "document_enter"),
    page("import/", importing.import_file, "documents_import"),
    page("import/confirm/", importing.confirm, "documents_import_confirm"),
    page("import/template.xlsx", importing.template, "documents_import_template"),
    page("counts/", counting.counts, "documents_counts"),
    page("counts/export.csv", counting.counts_export, "documents_counts_export"),
    page("counts/documents/", counting.cell, "documents_cell"),
    page("serials/", counting.serials, "documents_serials"),
    page("tasks/", counting.tasks, "documents_tasks"),
    page("stated/", counting.stated, "documents_stated"),
    page("move/", moving.move, "documents_move"),
    page("codes/", codes.codes, "documents_codes"),
    page("places/", places.places, "documents_places"),
    page("<int:document_id>/", card.document, "document"),
    page("<int:document_id>/do/<slug:what>/", card.do, "document_do"),
    page("<int:document_id>/files/<int:file_id>/", card.file, "document_file"),
]

CLEANUPS = [
    page("", cleanups.listing, "cleanups"),
    page("new/", cleanups.new, "cleanup_new"),
    page("<int:cleanup_id>/", cleanups.one, "cleanup"),
    page("<int:cleanup_id>/do/<slug:what>/", cleanups.do, "cleanup_do"),
    page("<int:cleanup_id>/carry/", cleanups.carry, "cleanup_carry"),
    page("<int:cleanup_id>/export/<slug:kind>/", cleanups.export, "cleanup_export"),
    page("<int:cleanup_id>/bodies/<int:body_id>/", cleanups.body, "cleanup_body"),
    page("<int:cleanup_id>/bodies/<int:body_id>/<slug:what>/", cleanups.body_do, "cleanup_body_do"),
]
