"""The table of rights of remedies, page by page."""

from gongkai.applications.access import HEADS, READERS
from gongkai.desk.rights.right import Right, anywhere
from gongkai.remedies.access import SUPERVISORS, WORKERS

REMEDIES: dict[str, Right] = {
    "remedies": anywhere(READERS),
    "remedies_export": anywhere(READERS),
    "remedies_statistics": anywhere(READERS),
    "remedies_table": anywhere(READERS),
    "remedies_cell": anywhere(READERS),
    "remedy_new": anywhere(WORKERS),
    "remedy": anywhere(READERS),
    "remedy_file": anywhere(READERS),
    "remedy_record": anywhere(WORKERS),
    "remedy_do": anywhere(WORKERS),
    "remedy_fulfil": anywhere(WORKERS),
    "remedy_order": anywhere(WORKERS),
    "remedy_void": anywhere(HEADS),
    "remedy_reveal": anywhere(WORKERS),
    "remedy_evidence": anywhere(WORKERS),
    "complaints": anywhere(SUPERVISORS),
    "complaint_new": anywhere(SUPERVISORS),
    "complaint": anywhere(SUPERVISORS),
    "complaint_file": anywhere(SUPERVISORS),
    "complaint_reveal": anywhere(SUPERVISORS),
    "complaint_do": anywhere(SUPERVISORS),
}
