"""Sealed values inside JSON columns of libraries, as the setting SEALED_JSON names them."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models, transaction

from gongkai.sealing.box import FORMS, Unsealable
from gongkai.sealing.keys import box
from gongkai.sealing.rotating.places import Progress, Row, key_in

_FORMS = tuple(f"{form}:" for form in FORMS.values())


@dataclass(frozen=True, slots=True)
class JsonColumn:
    """One JSON column; whatever text in it has the form of a sealed value is one, sealed for this place."""

    model: type[models.Model]
    column: str
    place: str

    @property
    def name(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def behind(self) -> int:
        return sum(1 for _ in self._behind(None))

    def behind_after(self, last: object, batch: int) -> list[Row]:
        return [row for row, _ in zip(self._behind(last), range(batch), strict=False)]

    @transaction.atomic
    def reseal(self, rows: list[Row]) -> Progress:
        progress, current = Progress(), box()

        def again(sealed: str) -> str:
            return current.seal(current.open(sealed, place=self.place), place=self.place)

        for key, held in rows:
            try:
                written = _mapped(held, again)
            except Unsealable:
                progress.unsealable.append(key)
                continue
            same = self.model._base_manager.filter(pk=key, **{self.column: held})
            changed = same.update(**{self.column: written})
            progress.done += changed
            progress.overtaken += 1 - changed
        return progress

    def keys_in_use(self) -> Counter[str]:
        return Counter(key_in(sealed) for _, held in self._rows(None) for sealed in _sealed(held))

    def _rows(self, last: object) -> Iterator[Row]:
        rows = self.model._base_manager.order_by("pk")
        if last is not None:
            rows = rows.filter(pk__gt=last)
        return rows.values_list("pk", self.column).iterator(chunk_size=2000)

    def _behind(self, last: object) -> Iterator[Row]:
        prefix = box().prefix
        for key, held in self._rows(last):
            if any(not sealed.startswith(prefix) for sealed in _sealed(held)):
                yield key, held


def json_columns() -> list[JsonColumn]:
    """Those of the setting: {"app.Model.column": place}."""
    return [
        JsonColumn(apps.get_model(label), column, place)
        for path, place in settings.SEALED_JSON.items()
        for label, _, column in [path.rpartition(".")]
    ]


def _sealed(held: Any) -> list[str]:
    """The sealed values anywhere in a JSON value."""
    found: list[str] = []

    def keep(sealed: str) -> str:
        found.append(sealed)
        return sealed

    _mapped(held, keep)
    return found


def _mapped(held: Any, change: Callable[[str], str]) -> Any:
    """The same JSON value with each sealed text changed."""
    match held:
        case str() if held.startswith(_FORMS):
            return change(held)
        case dict():
            return {key: _mapped(value, change) for key, value in held.items()}
        case list():
            return [_mapped(value, change) for value in held]
        case _:
            return held
