"""Rows as lines of a table: what a shape declares, field by field, what is inside of a field with its name before it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, get_args

from ninja import Schema

from gongkai.documents.writing.as_csv import harmless

BETWEEN = "；"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: where it lies in a row, what it is called, what it means."""

    path: tuple[str, ...]
    title: str
    about: str

    @property
    def key(self) -> str:
        """Its path in one word, as in JSON."""
        return ".".join(self.path)

    def text(self, row: Mapping[str, Any]) -> str:
        """What a row says in it; nothing in what a spreadsheet would run."""
        value: Any = row
        for name in self.path:
            value = value.get(name) if value is not None else None
        if isinstance(value, list):
            return harmless(BETWEEN.join(map(_one, value)))
        return harmless("" if value is None else str(value))


def columns(shape: type[Schema]) -> tuple[Column, ...]:
    """The columns of the rows of a shape, in the order of its fields."""
    return tuple(_columns(shape, (), ""))


def _columns(shape: type[Schema], path: tuple[str, ...], title: str, about: str = "") -> Iterator[Column]:
    for name, field in shape.model_fields.items():
        inner = _shape(field.annotation)
        named = f"{title}{field.title or name}"
        told = "：".join(filter(None, (about, field.description)))
        if inner is not None:
            yield from _columns(inner, (*path, name), named, told)
        else:
            yield Column((*path, name), named, told)


def _shape(annotation: Any) -> type[Schema] | None:
    """The shape inside of a field, be it there or not; None for a plain value and for lists."""
    for each in (annotation, *get_args(annotation)):
        if isinstance(each, type) and issubclass(each, Schema) and not _listed(annotation):
            return each
    return None


def _listed(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is list


def _one(value: Any) -> str:
    """A member of a list: a word, or what is linked by its number."""
    return str(value["index_no"]) if isinstance(value, Mapping) else str(value)
