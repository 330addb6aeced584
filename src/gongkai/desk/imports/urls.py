"""Addresses of imports, below /desk/items/import/."""

from gongkai.desk.acting.door import page
from gongkai.desk.imports import views

IMPORTS = [
    page("", views.listing, "imports"),
    page("new/", views.new, "imports_new"),
    page("template.xlsx", views.template, "imports_template"),
    page("<int:run_id>/", views.one, "imports_run"),
    page("<int:run_id>/do/<slug:what>/", views.do, "imports_do"),
    page("<int:run_id>/faults.csv", views.faults_csv, "imports_faults"),
]
