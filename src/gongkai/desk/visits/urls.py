"""Addresses of visit counts, below /desk/visits/."""

from gongkai.desk.acting.door import page
from gongkai.desk.visits import figures

VISITS = [
    page("", figures.visits, "visits"),
]
