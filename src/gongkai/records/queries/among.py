"""Reads: the rows whose number is one of many, as a single parameter of the query."""

from collections.abc import Set as AbstractSet
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import F
from django.db.models.lookups import Lookup

FEW = 20
"""So many numbers PostgreSQL weighs one by one while it plans."""


class Among(Lookup[Any]):
    """The column holds one of these numbers; as `__in`, with one parameter however many they are.

    What somebody reaches may be thousands of agencies, asked for several times on a page: with a parameter for each, half
    the time of the page would go into writing them down, and SQLite takes no more than 32,766 of them.
    """

    lookup_name = "among"
    prepare_rhs = False

    def __init__(self, column: str, numbers: AbstractSet[int], *, walked: bool = False) -> None:
        """`walked`: the rows are gone through in the order that is asked for until there are enough, since most of them fit."""
        super().__init__(F(column), numbers)
        self.walked = walked

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """SQLite takes a list as JSON. It would sort all rows of many numbers, if the sign did not keep it from their index."""
        form = (
            "+{} IN (SELECT value FROM json_each(%s))"
            if self.walked
            else "{} IN (SELECT value FROM json_each(%s))"
        )
        return self._written(compiler, connection, form, "[{}]")

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """PostgreSQL has arrays: few numbers are looked up in an index; weighing many would take longer than finding them."""
        few = len(self.rhs) <= FEW
        form = "{} = ANY(%s::bigint[])" if few else "{} IN (SELECT unnest(%s::bigint[]))"
        return self._written(compiler, connection, form, "{{{}}}")

    def _written(self, compiler: Any, connection: Any, form: str, many: str) -> tuple[str, list[Any]]:
        """One number alone is asked for as such: then an index gives its rows in their order, and nothing is sorted."""
        if not self.rhs:
            raise EmptyResultSet
        column, given = self.process_lhs(compiler, connection)
        if len(self.rhs) == 1:
            return f"{column} = %s", [*given, *self.rhs]
        return form.format(column), [*given, many.format(",".join(map(str, self.rhs)))]
