"""Reads: whether a text that is no item here was put out before."""

from datetime import date, timedelta

from gongkai.channels.models import Piece

NEAR = timedelta(days=60)
"""Texts of one title that are further apart are two: titles such as 招聘公告 come again."""


def known_piece(agency_id: int, title_key: str, on: date) -> int | None:
    """The text of an agency with this title that first went out around this day, the nearest one; None if there is none."""
    near = Piece.objects.filter(
        agency=agency_id, title_key=title_key, first_on__gte=on - NEAR, first_on__lte=on + NEAR
    )
    found = sorted(near.values_list("first_on", "pk"), key=lambda row: (abs(row[0] - on), row[1]))
    return found[0][1] if found else None
