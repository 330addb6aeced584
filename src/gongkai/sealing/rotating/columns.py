"""Columns that are SealedFields: found by walking over all tables."""

from collections import Counter
from dataclasses import dataclass

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast

from gongkai.sealing.box import Unsealable
from gongkai.sealing.field import FingerprintField, SealedField
from gongkai.sealing.keys import box
from gongkai.sealing.rotating.places import Progress, Row, key_in


@dataclass(frozen=True, slots=True)
class Column:
    """One sealed column, with the fingerprint beside it if it has one."""

    field: SealedField
    mark: FingerprintField | None

    @property
    def name(self) -> str:
        return f"{self.field.model._meta.db_table}.{self.field.column}"

    def behind(self) -> int:
        return self._behind().count()

    def behind_after(self, last: object, batch: int) -> list[Row]:
        rows = self._behind() if last is None else self._behind().filter(pk__gt=last)
        return list(rows.order_by("pk").values_list("pk", "raw")[:batch])

    @transaction.atomic
    def reseal(self, rows: list[Row]) -> Progress:
        progress = Progress()
        for key, sealed in rows:
            self._again(key, sealed, progress)
        return progress

    def keys_in_use(self) -> Counter[str]:
        return Counter(map(key_in, self._raw().values_list("raw", flat=True).iterator(chunk_size=2000)))

    def _again(self, key: object, sealed: str, progress: Progress) -> None:
        current, place = box(), self.field.place
        try:
            text = current.open(sealed, place=place)
        except Unsealable:
            progress.unsealable.append(key)
            return
        written = {self.field.name: _plain(current.seal(text, place=place))}
        if self.mark:
            written[self.mark.name] = _plain(current.fingerprint(text, place=place))
        changed = self._raw().filter(pk=key, raw=sealed).update(**written)
        progress.done += changed
        progress.overtaken += 1 - changed

    def _raw(self) -> QuerySet[models.Model]:
        """The rows that hold something, with the column as the database holds it, as `raw`."""
        rows: QuerySet[models.Model] = self.field.model._base_manager.all()
        raw: QuerySet[models.Model] = rows.annotate(raw=Cast(F(self.field.name), TextField()))
        return raw.exclude(raw=None).exclude(raw="")

    def _behind(self) -> QuerySet[models.Model]:
        current = box()
        rows, old = self._raw(), ~Q(raw__startswith=current.prefix)
        if self.mark:
            rows = rows.annotate(print=Cast(F(self.mark.name), TextField()))
            old |= ~Q(print__startswith=current.mark)
        return rows.filter(old)


def columns() -> list[Column]:
    """All of them; a table that others inherit has its own only once."""
    return [
        Column(field, _mark(field))
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    ]


def _mark(field: SealedField) -> FingerprintField | None:
    found = field.model._meta.get_field(field.fingerprint) if field.fingerprint else None
    return found if isinstance(found, FingerprintField) else None


def _plain(text: str) -> Value:
    """A text that is written as it is, past the field that would seal it again."""
    return Value(text, output_field=TextField())
