"""What the fields of an item offer: columns and catalogue of its agency, and the words of the law."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from gongkai.law.duties.items import items_for
from gongkai.law.exemptions import exemptions
from gongkai.law.metadata import genres, topics
from gongkai.law.report.schema import Level
from gongkai.publication.queries.catalogue import EntryRow, catalogue
from gongkai.publication.queries.columns import ColumnRow

Choices = list[tuple[str, str]]
Groups = list[tuple[str, "str | Choices"]]

NONE = ("", "请选择")
NO_ENTRY = ("", "不对应目录事项")


def column_choices(rows: Iterable[ColumnRow]) -> Choices:
    """The columns as they stand below each other."""
    return [NONE, *((str(row.id), f"{'　' * row.depth}{row.title}") for row in rows)]


def entry_choices(agency_id: int, on: date, duty: str) -> Groups:
    """The rows of the catalogue by their field; those of the statutory content of the chosen column come first."""
    rows = catalogue(agency_id, on)
    fitting = [row for row in rows if duty and row.duty == duty]
    groups: Groups = [NO_ENTRY]
    if fitting:
        groups.append(("与所选栏目对应", _entries(fitting)))
    rest = [row for row in rows if row not in fitting]
    for label, found in groupby(rest, key=lambda row: row.field_label):
        groups.append((label, _entries(found)))
    return groups


def _entries(rows: Iterable[EntryRow]) -> Choices:
    return [(row.key, row.title) for row in rows]


def duty_choices(level: Level) -> Choices:
    """The statutory contents that a body of this level has."""
    found = items_for(level)
    return [("", "由栏目决定，或者不属于法定主动公开内容"), *((each.id, each.title) for each in found)]


def ground_choices() -> Choices:
    """The grounds on which information is not published, with the article."""
    return [(each.id, f"{each.label}（条例第{each.basis.article}条）") for each in exemptions().values()]


def topic_choices() -> Choices:
    """The topics."""
    return [NONE, *topics().items()]


def genre_choices() -> Choices:
    """The kinds of documents."""
    return [NONE, *genres().items()]
