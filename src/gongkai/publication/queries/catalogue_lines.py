"""Reads: a catalogue as the lines of its printed form."""

from datetime import date

from gongkai.agencies.models import Agency
from gongkai.documents.catalogue_sheets import Line
from gongkai.publication.queries.catalogue import EntryRow, catalogue, common


def lines_of(agency_id: int | None, on: date, *, field: str = "") -> tuple[Line, ...]:
    """The catalogue of an agency (None: the common one) on a day, to be written; four queries.

    Whoever publishes is the agency itself where its rows name nobody else.
    """
    rows = (
        tuple(row for row in common(on) if field in ("", row.field))
        if agency_id is None
        else catalogue(agency_id, on, field=field)
    )
    name = "" if agency_id is None else Agency.objects.values_list("name", flat=True).get(pk=agency_id)
    return tuple(_line(row, name) for row in rows)


def _line(row: EntryRow, name: str) -> Line:
    return Line(
        sheet=row.field_label,
        row=0,
        field=row.field,
        item_l1=row.item_l1,
        item_l2=row.item_l2,
        elements=row.elements,
        basis=row.basis,
        time_limit=row.time_limit,
        body=row.body or name,
        carriers=tuple(one.value for one in row.carriers),
        audience=row.audience.value,
        audience_group=row.audience_group,
        mode=row.mode.value,
        levels=row.levels,
    )
