"""Addresses of columns and the catalogue: those below an agency, and those that lead there."""

from gongkai.desk.acting.door import page
from gongkai.desk.catalogue import catalogue, columns, completion, sheets, statements, tickets

COLUMNS = [
    page("", columns.columns, "agency_columns"),
    page("checkup/", columns.checkup, "column_checkup"),
    page("checkup/export.csv", columns.export, "column_export"),
    page("add/", columns.add, "column_add"),
    page("<int:column_id>/", columns.change, "column_set"),
    page("<int:column_id>/alter/", columns.alter, "column_alter"),
    page("<int:column_id>/end/", columns.end, "column_end"),
    page("<int:column_id>/empty/", statements.state, "column_empty"),
    page("<int:column_id>/empty/end/", statements.end, "column_empty_end"),
]

CATALOGUE = [
    page("", catalogue.catalogue, "agency_catalogue"),
    page("missing/", catalogue.missing, "catalogue_missing"),
    page("fields/", catalogue.set_fields, "catalogue_fields"),
    page("catalogue.xlsx", sheets.workbook, "catalogue_xlsx"),
    page("catalogue.csv", sheets.as_table, "catalogue_csv"),
    page("import/", sheets.import_file, "catalogue_import"),
    page("import/confirm/", sheets.confirm, "catalogue_confirm"),
    page("tickets/", tickets.listing, "tickets"),
    page("tickets/new/", tickets.propose, "ticket_new"),
    page("tickets/<int:ticket_id>/", tickets.ticket, "ticket"),
    page("tickets/<int:ticket_id>/decide/", tickets.decide, "ticket_decide"),
    page("rows/<slug:key>/", catalogue.entry, "catalogue_entry"),
]

OWN = [
    page("columns/", columns.own, "columns"),
    page("catalogue/", catalogue.own, "catalogue"),
    page("completion/", completion.completion, "completion"),
    page("completion/export.csv", completion.export, "completion_export"),
]
