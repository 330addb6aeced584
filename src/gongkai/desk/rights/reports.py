"""The rows of the table of rights for annual reports: who reads, writes, reviews them."""

from gongkai.annual_reports.access import COLLECTORS, IMPORTERS, READERS, REVIEWERS, WRITERS
from gongkai.desk.rights.right import OFFICERS, Right, anywhere

REPORTS: dict[str, Right] = {
    "reports": anywhere(READERS),
    "reports_compile": anywhere(WRITERS),
    "reports_board": anywhere(READERS),
    "reports_board_export": anywhere(READERS),
    "reports_handed": anywhere(COLLECTORS),
    "reports_hand_in": anywhere(COLLECTORS),
    "reports_hand_in_confirm": anywhere(COLLECTORS),
    "reports_handed_one": anywhere(READERS),
    "reports_handed_file": anywhere(READERS),
    "reports_handed_end": anywhere(COLLECTORS),
    "reports_import": anywhere(IMPORTERS),
    "reports_import_confirm": anywhere(IMPORTERS),
    "reports_rules": anywhere(COLLECTORS),
    "reports_rule_add": anywhere(COLLECTORS),
    "reports_rule_end": anywhere(COLLECTORS),
    "reports_statistics": anywhere(READERS),
    "reports_statistics_cell": anywhere(READERS),
    "report": anywhere(OFFICERS),
    "report_do": anywhere(WRITERS | REVIEWERS),
    "report_below": anywhere(OFFICERS),
    "report_preview": anywhere(OFFICERS),
    "report_chart": anywhere(OFFICERS),
    "report_paper": anywhere(OFFICERS),
    "report_package": anywhere(WRITERS),
    "report_tables": anywhere(OFFICERS),
    "report_cell": anywhere(OFFICERS),
    "report_figure": anywhere(WRITERS),
    "report_text": anywhere(OFFICERS),
}
