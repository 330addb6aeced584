"""Addresses of what readers say, below /desk/feedback/."""

from gongkai.desk.acting.door import page
from gongkai.desk.feedback import faults, ratings

FEEDBACK = [
    page("", faults.listing, "site_faults"),
    page("ratings/", ratings.ratings, "ratings"),
    page("<int:fault_id>/", faults.fault, "site_fault"),
    page("<int:fault_id>/do/<slug:what>/", faults.do, "site_fault_do"),
]
