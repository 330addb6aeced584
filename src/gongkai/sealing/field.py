"""Columns that hold sealed text: sealed in the database, masked in Python, and what finds equal ones."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.core import checks
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import Lookup
from django.db.models.lookups import In, IsNull
from django.db.models.sql.compiler import SQLUpdateCompiler

from gongkai.sealing import masks
from gongkai.sealing.keys import box
from gongkai.sealing.value import Sealed, text_of

if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
    _Char = models.CharField[Any, Any]
else:
    _Text, _Char = models.TextField, models.CharField


class Print(str):
    """A fingerprint that is made already."""

    __slots__ = ()


class SealedField(_Text):
    """Seals texts on the way in, gives Sealed values on the way out; "" and NULL stay what they are.

    `mask` is how it is shown. `fingerprint` names the FingerprintField beside it, by which `filter(x=…)` and
    `filter(x__in=…)` find equal values; every other lookup is refused. `place` is bound into each value: table and
    column, and must be given as it was when either is renamed.
    """

    def __init__(
        self,
        *args: Any,
        mask: masks.Mask = masks.hidden,
        fingerprint: str = "",
        place: str = "",
        **kwargs: Any,
    ):
        self.mask, self.fingerprint, self.given_place = mask, fingerprint, place
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.fingerprint:
            kwargs["fingerprint"] = self.fingerprint
        if self.given_place:
            kwargs["place"] = self.given_place
        return name, path, args, kwargs

    @property
    def place(self) -> str:
        """What is bound into each value: table.column."""
        return self.given_place or f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: str | None, *_: object) -> Sealed | str | None:
        """What the database holds, still sealed."""
        return Sealed(value, self.place, self.mask) if value else value

    def to_python(self, value: Any) -> Any:
        """A sealed value stays one: as a text it would be its mask, and that would be stored."""
        return value if isinstance(value, Sealed) else super().to_python(value)

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse to be serialised: a dump would hold masks, or plain texts. Databases are backed up as they are."""
        raise FieldError(f"{self.name} of {obj._meta.label} is sealed and is not serialised")

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        """The sealed form; an expression is left to itself."""
        if hasattr(value, "as_sql") or value is None or value == "":
            return super().get_db_prep_save(value, connection)
        return box().seal(text_of(value), place=self.place)

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:  # noqa: ARG002 - Django's signature
        """Called for each write: the fingerprint must be written with what it is of."""
        if self.fingerprint and isinstance(compiler, SQLUpdateCompiler):
            written = _written(compiler)
            if self.fingerprint not in written:
                raise FieldError(
                    f"{self.name} is written without {self.fingerprint}, which would stay behind"
                )
        return "%s"

    def get_lookup(self, lookup_name: str) -> Any:
        """None but isnull, exact and in; the latter two only where there is a fingerprint."""
        if lookup_name == "isnull":
            return IsNull
        if lookup_name == "exact" or (self.fingerprint and lookup_name == "in"):
            return SameText
        raise FieldError(f"{self.name} is sealed: no lookup {lookup_name!r}")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError(f"{self.name} is sealed: no transform {lookup_name!r}")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        found = super().check(**kwargs)
        if self.unique or getattr(self, "db_index", False):
            found.append(
                checks.Error(
                    "a sealed column differs in every row: put the index on its fingerprint", obj=self
                )
            )
        if self.fingerprint and not isinstance(self._print(), FingerprintField):
            found.append(checks.Error(f"{self.fingerprint} is no FingerprintField of this table", obj=self))
        return found

    def _print(self) -> models.Field[Any, Any] | None:
        return next(
            (field for field in self.model._meta.local_fields if field.name == self.fingerprint), None
        )


class SameText(Lookup[Any]):
    """`filter(x="…")` on a sealed column: whether the fingerprint beside it is one of those that the text has."""

    lookup_name = "exact"

    def get_prep_lookup(self) -> list[str] | None:
        given = self.rhs
        if given is None:
            return None  # Django turns it into isnull
        field = self.lhs.target
        if not field.fingerprint or hasattr(given, "resolve_expression"):
            raise FieldError(
                f"{field.name} is sealed: only its fingerprint can be compared, and only with texts"
            )
        texts = [given] if isinstance(given, str) or not isinstance(given, Iterable) else list(given)
        place = self.lhs.target.place
        return [
            each
            for text in texts
            for each in (box().fingerprints(text_of(text), place=place) if text else [""])
        ]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        field = self.lhs.target
        column = field.model._meta.get_field(field.fingerprint).get_col(self.lhs.alias)
        return cast("Any", In(column, [Print(each) for each in self.rhs])).as_sql(compiler, connection)


class FingerprintField(_Char):
    """The fingerprint of the sealed field `of`, kept by every save; `update()` must name both, each with the text."""

    def __init__(self, *args: Any, of: str = "", **kwargs: Any):
        self.of = of
        super().__init__(
            *args, **{"max_length": 100, "blank": True, "editable": False, "default": "", **kwargs}
        )

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Fitting(self))

    def get_prep_value(self, value: Any) -> Any:
        """The fingerprint of a text; a Print is one already."""
        return str(value) if isinstance(value, Print) else str(self.made(value))

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return Print(value) if value else value

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:  # noqa: ARG002 - Django's signature
        """Called for each write: never without what it is of."""
        if isinstance(compiler, SQLUpdateCompiler):
            written = _written(compiler)
            if self.of not in written:
                raise FieldError(f"{self.name} is written without {self.of}, whose fingerprint it is")
        return "%s"

    def made(self, text: object) -> Print:
        """The fingerprint of a text under the current key; "" of nothing."""
        return Print(box().fingerprint(text_of(text), place=self.sealed().place) if text else "")

    def sealed(self) -> SealedField:
        """The field whose fingerprint this is."""
        return cast("SealedField", self.model._meta.get_field(self.of))


def _written(compiler: SQLUpdateCompiler) -> set[str]:
    """The fields that an UPDATE sets."""
    values: list[tuple[models.Field[Any, Any], Any, Any]] = compiler.query.values  # type: ignore[attr-defined] # not in the stubs
    return {field.name for field, _, _ in values}


class _Fitting:
    """The attribute of a fingerprint: always that of the text which the row has now, whichever way it is written."""

    def __init__(self, field: FingerprintField) -> None:
        self.field = field

    def __get__(self, row: models.Model | None, _: object = None) -> Any:
        if row is None:
            return self
        held = row.__dict__
        sealed = self.field.sealed().attname
        return self.field.made(held[sealed]) if sealed in held else held[self.field.attname]

    def __set__(self, row: models.Model, value: Any) -> None:
        row.__dict__[self.field.attname] = value
