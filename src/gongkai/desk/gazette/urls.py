"""Addresses of the gazette."""

from gongkai.desk.acting.door import page
from gongkai.desk.gazette import issue, listing

GAZETTE = [
    page("", listing.listing, "gazette"),
    page("export.csv", listing.export, "gazette_export"),
    page("new/", listing.new, "gazette_new"),
    page("<int:issue_id>/", issue.issue, "gazette_issue"),
    page("<int:issue_id>/edit/", issue.edit, "gazette_edit"),
    page("<int:issue_id>/add/", issue.add, "gazette_add"),
    page("<int:issue_id>/do/<slug:what>/", issue.do, "gazette_do"),
    page("<int:issue_id>/preview.pdf", issue.preview, "gazette_preview"),
    page("<int:issue_id>/issue.pdf", issue.pdf, "gazette_pdf"),
]
