"""The rows of the table of rights for annual reports: who reads, writes, reviews them."""

from gongkai.annual_reports.access import READERS, REVIEWERS, WRITERS
from gongkai.desk.rights.right import OFFICERS, Right, anywhere

REPORTS: dict[str, Right] = {
    "reports": anywhere(READERS),
    "reports_compile": anywhere(WRITERS),
    "reports_board": anywhere(READERS),
    "reports_board_export": anywhere(READERS),
    "report": anywhere(OFFICERS),
    "report_do": anywhere(WRITERS | REVIEWERS),
    "report_tables": anywhere(OFFICERS),
    "report_cell": anywhere(OFFICERS),
    "report_figure": anywhere(WRITERS),
    "report_text": anywhere(OFFICERS),
}
