"""Reads: the lives of agencies. What each was called and where it stood, stretch by stretch, and what changes in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, Self

from django.db.models import QuerySet

from gongkai.agencies.models import Agency, FormerSelf
from gongkai.agencies.models.agency import AgencyFields

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shape:
    """What a body is at one time: the fields that a decision changes."""

    name: str
    short_name: str
    kind: str
    level: str
    region: str
    division_code: str
    organ_code: str
    parent_id: int | None

    @classmethod
    def of(cls, stored: Agency | FormerSelf) -> Self:
        """The shape of a row."""
        return cls(**{name: getattr(stored, name) for name in FIELDS})


FIELDS = (*(field.name for field in AgencyFields._meta.get_fields()), "parent_id")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A shape and the last day of it; the last stretch of a life has no last day (date.max)."""

    until: date
    shape: Shape


@dataclass(frozen=True, slots=True)
class Life:
    """A body through time. `stretches` in order, the last one as it was last decided, be it for a day to come."""

    id: int
    slug: str
    begins_on: date | None
    ends_on: date | None
    stretches: tuple[Stretch, ...]
    remark: str = ""

    @property
    def first(self) -> date:
        """The first day; where it is unknown, the beginning of time."""
        return self.begins_on or date.min

    @property
    def last(self) -> date:
        """The last day; while none is fixed, the end of time."""
        return self.ends_on or date.max

    @property
    def newest(self) -> Shape:
        """What was decided last."""
        return self.stretches[-1].shape

    def lives_on(self, day: date) -> bool:
        """Whether the body exists on a day."""
        return self.first <= day <= self.last

    def on(self, day: date) -> Shape:
        """What the body is on a day; before its first known self and after its end the nearest one."""
        return next(stretch.shape for stretch in self.stretches if day <= stretch.until)

    def spans(self) -> Iterator[tuple[date, date, Shape]]:
        """First day, last day and shape of each stretch, within the life."""
        start = self.first
        for stretch in self.stretches:
            end = min(stretch.until, self.last)
            if start <= end:
                yield start, end, stretch.shape
                start = end + DAY if end < date.max else end

    def changed(self, on: date, values: Mapping[str, Any]) -> Self:
        """The life with other values from a day on. A value lasts until a later decision on the same field."""
        before, lasting, made = self.on(on), dict(values), []
        for stretch in self._cut_before(on):
            shape = stretch.shape
            if stretch.until >= on:
                lasting = {
                    name: value
                    for name, value in lasting.items()
                    if getattr(shape, name) == getattr(before, name)
                }
                shape = replace(shape, **lasting)
            if stretch.until >= self.first:
                made.append(Stretch(stretch.until, shape))
        return replace(self, stretches=_joined(made))

    def _cut_before(self, on: date) -> Iterator[Stretch]:
        """The stretches, one of them in two so that one begins on that day."""
        start = date.min
        for stretch in self.stretches:
            if start < on <= stretch.until:
                yield Stretch(on - DAY, stretch.shape)
            yield stretch
            start = min(stretch.until, date.max - DAY) + DAY


Forest = Mapping[int, Life]
"""Lives by the number of the agency."""


def _joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """Neighbours of the same shape are one stretch."""
    groups = (list(group) for _, group in groupby(stretches, key=lambda stretch: stretch.shape))
    return tuple(group[-1] for group in groups)


def lives(ids: Iterable[int] | None = None) -> dict[int, Life]:
    """The lives of these agencies, or of all, in two queries."""
    if ids is None:
        return _lives(Agency.objects.all(), FormerSelf.objects.all())
    return lives_of(Agency.objects.filter(pk__in=set(ids)))


def lives_of(agencies: Iterable[Agency]) -> dict[int, Life]:
    """The lives of agencies that were read already, in one query."""
    known = {agency.pk: agency for agency in agencies}
    return _lives(known.values(), FormerSelf.objects.filter(agency__in=known))


def _lives(agencies: Iterable[Agency], former: QuerySet[FormerSelf]) -> dict[int, Life]:
    ordered = former.order_by("agency_id", "until")
    past = {key: tuple(group) for key, group in groupby(ordered, key=lambda self: self.agency_id)}
    return {agency.pk: _life(agency, past.get(agency.pk, ())) for agency in agencies}


def _life(agency: Agency, former: Iterable[FormerSelf]) -> Life:
    stretches = [Stretch(self.until, Shape.of(self)) for self in former]
    stretches.append(Stretch(date.max, Shape.of(agency)))
    return Life(agency.pk, agency.slug, agency.begins_on, agency.ends_on, tuple(stretches), agency.remark)
