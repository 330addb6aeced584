"""Columns and the catalogue in the world of the desk: a column, a row and a ticket of each agency."""

from dataclasses import dataclass
from datetime import datetime

from gongkai.agencies.queries import AgencyRow
from gongkai.documents.catalogue_sheets import to_csv
from gongkai.publication.actions.catalogue import import_catalogue
from gongkai.publication.actions.columns import add_column, set_column
from gongkai.publication.actions.statements import state_empty
from gongkai.publication.actions.tickets import open_ticket
from gongkai.publication.models import Cause, Change, ColumnKind
from gongkai.publication.queries.catalogue import catalogue
from gongkai.records.access import OPERATOR, Actor
from gongkai.records.queries.numbers import civil_day
from tests.desk.papers import column as notices
from tests.documents.catalogue.sheets import line


@dataclass(frozen=True)
class Shelf:
    """What an agency has: the numbers of a column and a ticket, the key of a row."""

    column: int
    ticket: int
    key: str


def shelf(agency: AgencyRow, writer: Actor, at: datetime, mark: str = "") -> Shelf:
    """A column that the agency calls otherwise, an empty one, a row, a ticket about it; `mark` is put into all of them.

    What the column itself is called is for the bodies below as well.
    """
    column = add_column(
        owner_id=agency.id,
        key=f"{agency.slug}-{len(mark)}",
        title=f"{agency.name}专栏",
        kind=ColumnKind.NOTICE,
        by=OPERATOR,
        at=at,
    )
    set_column(
        column_id=column,
        agency_id=agency.id,
        title=f"{mark}专栏",
        office=f"{mark}科",
        hidden_because=f"{mark}停办" if mark else "",
        by=OPERATOR,
        at=at,
    )
    state_empty(
        column_id=notices().pk, agency_id=agency.id, text=f"{mark}本机关无此类信息。", by=OPERATOR, at=at
    )
    row = line(item_l2=f"{mark}收支表", basis=(f"《{mark}办法》",))
    import_catalogue(agency_id=agency.id, data=to_csv([row]), name="目录.csv", by=OPERATOR, at=at)
    (key,) = (one.key for one in catalogue(agency.id, civil_day(at)))
    ticket = open_ticket(
        agency_id=agency.id,
        change=Change.END,
        key=key,
        proposal={},
        cause=Cause.FUNCTIONS,
        why=f"{mark}职能划出",
        by=writer,
        at=at,
    )
    return Shelf(column, ticket, key)
