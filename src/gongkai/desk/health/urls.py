"""Addresses of 栏目体检: those below /desk/health/, and those below an agency."""

from gongkai.desk.acting.door import page
from gongkai.desk.health import board, views

HEALTH = [
    page("", views.own, "health"),
    page("board/", board.board, "health_board"),
    page("board/export.csv", board.export, "health_board_export"),
    page("board/again/", board.again, "health_board_again"),
]

OF_AGENCY = [
    page("", views.agency, "health_agency"),
    page("export.csv", views.export, "health_export"),
    page("again/", views.again, "health_again"),
]
