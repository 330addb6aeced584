"""Decisions of the worked year: licences, penalties and measures of every body that makes any, delivered as any source delivers."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from gongkai.demo import people
from gongkai.demo import register_rows as made
from gongkai.demo.people import actor
from gongkai.demo.register_rows import MARK, Row
from gongkai.demo.registers import Bringing
from gongkai.demo.worked.told import Body, agency
from gongkai.law.registers import definition
from gongkai.law.roles import Role
from gongkai.registers import actions

NAME = f"业务平台{MARK}"
FIRST = 20_000
"""The numbers of these decisions begin here, so that they are nobody else's."""
MOST = 350
"""So many rows in one delivery: it is taken in within a transaction, for which others wait."""
Maker = Callable[[str, int, list[date]], Iterator[Row]]
REGISTERS: tuple[tuple[str, Maker], ...] = (
    ("administrative_licence", made.licences),
    ("administrative_penalty", made.penalties),
    ("administrative_coercion", made.coercions),
)


def deliveries(body: Body, year: int) -> list[tuple[str, "partial[None]"]]:
    """What is delivered of a body, one delivery after the other: which register, and what to call with the moment."""
    found: list[tuple[str, partial[None]]] = []
    for (register, maker), many in zip(
        REGISTERS, (body.licences, body.penalties, body.coercions), strict=True
    ):
        days = _days(f"{register} {body.slug} {year}", year, many)
        for first in range(0, many, MOST):
            part = partial(_deliver, body.slug, register, maker, FIRST + first, days[first : first + MOST])
            found.append((f"{register}:{first}", part))
    return found


def _days(seed: str, year: int, many: int) -> list[date]:
    """Days of the year, weekends left out, fewer in the month of the Spring Festival and more towards the end."""
    chance = Random(seed)  # noqa: S311 - the same days every time
    weights = (9, 5, 9, 9, 8, 9, 9, 8, 9, 7, 10, 11)
    found: list[date] = []
    while len(found) < many:
        on = date(year, chance.choices(range(1, 13), weights)[0], 1) + timedelta(chance.randrange(28))
        if on.weekday() < 5:
            found.append(on)
    return sorted(found)


def _deliver(slug: str, register: str, maker: Maker, first: int, days: list[date], now: datetime) -> None:
    """One delivery; they were public on the older platform, so that none is late here."""
    body = agency(slug)
    with TemporaryDirectory() as folder:
        bringing = Bringing(actor(people.HOME, Role.SUPERVISOR, now), now, Path(folder), {slug: body.id})
        source = _source(body.id, register, first, bringing)
        bringing.bring(source, maker(body.name, first, days), earlier=True)


def _source(agency_id: int, register: str, first: int, bringing: Bringing) -> int:
    name = f"{definition(register).label}{NAME}{first - FIRST or ''}"
    return actions.open_source(
        agency_id=agency_id, register=register, name=name, by=bringing.by, at=bringing.now
    )
