"""Writes: the whole tree, and who works in it, taken in from a workbook or a CSV."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.agencies import access
from gongkai.agencies.actions.changes import NONE, Change, rehearsal, require_reason, take_turn
from gongkai.agencies.actions.import_bodies import Bodies, differences, forbidden, understand
from gongkai.agencies.actions.import_people import People, understand_people
from gongkai.agencies.actions.storing import store_lives
from gongkai.agencies.models import Agency, Membership
from gongkai.agencies.queries.lives import Life, Stretch, lives
from gongkai.documents.agency_sheets import AGENCIES, PEOPLE, Book, Fault, Sheet, read_book
from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused

EMPTY = Sheet(frozenset(), ())


class ImportRefused(Refused):
    """A file with mistakes; `faults` are all of them, in the order of the sheets. Nothing was taken in."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(*map(str, faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, or would do: how many bodies were entered and changed, how many memberships began and changed.

    `turn` is the number that it has, or would have, among all decisions about agencies and memberships.
    """

    changes: tuple[Change, ...]
    entered: int
    changed: int
    appointed: int
    ended: int
    turn: int

    @property
    def nothing(self) -> bool:
        """Whether the file says what is known already."""
        return not self.changes


@transaction.atomic
def import_tree(
    *,
    data: bytes,
    name: str,
    on: date,
    by: Actor,
    at: datetime,
    reason: str,
    dry_run: bool = False,
    turn: int | None = None,
) -> Imported:
    """Take in the sheets 机关 and 人员 of a file: all of it, or nothing where one row is wrong.

    Bodies are found by address, or by code where the address is blank; what is other than known is a change from `on`
    on, what is missing in the file stays as it is. People must have an account. With `dry_run` nothing is written; with
    the `turn` of a preview, it is refused where any other decision has been taken since.
    By the operator; by a system administrator the bodies below, by whoever grants them the roles. One record for the
    whole import, with the digest of the file; none where nothing changes. Raises Unreadable for a file that cannot be
    taken apart, ImportRefused with every mistake.
    """
    duty = access.require_importing(by)
    reason = require_reason(reason)
    book = read_book(data, name)
    with rehearsal(dry_run):
        version = take_turn()
        if turn not in (None, version):
            raise Refused("预览之后，机关或者任职的登记又有变动，请重新上传预览，核对后再确认。")
        bodies = understand(book.sheets.get(AGENCIES, EMPTY), lives(), on=on)
        people = understand_people(book.sheets.get(PEOPLE, EMPTY), bodies, by=by, today=localdate(at))
        _require_faultless(book, bodies, people, by)
        changes = (*differences(bodies, on), *_appointments(bodies, people, on))
        done = Imported(
            changes, len(bodies.new), len(bodies.changed), len(people.made), len(people.ended), version
        )
        if done.nothing:
            return done
        numbers = _store(bodies, people, reason)
        details = {
            "on": on.isoformat(),
            "file": name[:120],
            "entered": sorted(numbers.values()),
            "changed": sorted(before.id for before, _ in bodies.changed),
            "appointed": len(people.made),
            "ended": [row.pk for row, _ in people.ended],
        }
        log(
            "agencies.import",
            f"agencies:{version}",
            by=by,
            at=at,
            duty=duty,
            version=sha256(data).hexdigest(),
            reason=reason,
            details=details,
        )
    return done


def _require_faultless(book: Book, bodies: Bodies, people: People, by: Actor) -> None:
    faults = {*book.faults, *bodies.faults, *people.faults}
    if not faults:
        faults |= set(forbidden(bodies, by))
    if faults:
        raise ImportRefused(sorted(faults))


def _appointments(bodies: Bodies, people: People, on: date) -> Iterator[Change]:
    for row in people.made:
        body = (bodies.after.get(row.agency_id) or bodies.forest[row.agency_id]).on(on).name
        what = f"任职：{Role(row.role).label}"
        yield Change(people.names[row.user_id], what, NONE, body, row.begins_on)
    for row, ends_on in people.ended:
        what = f"任职终止：{Role(row.role).label}"
        yield Change(
            people.names[row.user_id], what, _day(row.ends_on), _day(ends_on), ends_on or row.begins_on
        )


def _day(day: date | None) -> str:
    return day.isoformat() if day else NONE


def _store(bodies: Bodies, people: People, reason: str) -> dict[int, int]:
    """Write everything; returns the numbers that new bodies got, by those they had in the sheet."""
    numbers = _enter(bodies)
    store_lives([(before, _settled(after, numbers)) for before, after in bodies.changed], reason=reason)
    for row in people.made:
        row.agency_id = numbers.get(row.agency_id, row.agency_id)
    Membership.objects.bulk_create(people.made)
    for row, ends_on in people.ended:
        Membership.objects.filter(pk=row.pk).update(ends_on=ends_on)
    return numbers


def _enter(bodies: Bodies) -> dict[int, int]:
    """Enter new bodies, those above first; each generation of the tree in one statement."""
    numbers: dict[int, int] = {}
    waiting = bodies.new
    while waiting:
        ready = [
            life for life in waiting if (life.newest.parent_id or 0) >= 0 or life.newest.parent_id in numbers
        ]
        rows = Agency.objects.bulk_create(_row(_settled(life, numbers)) for life in ready)
        numbers |= {life.id: row.pk for life, row in zip(ready, rows, strict=True)}
        waiting = [life for life in waiting if life.id not in numbers]
    return numbers


def _settled(life: Life, numbers: dict[int, int]) -> Life:
    """The life with the numbers that new bodies above it got."""
    stretches = tuple(
        Stretch(
            each.until,
            replace(each.shape, parent_id=numbers.get(each.shape.parent_id or 0, each.shape.parent_id)),
        )
        for each in life.stretches
    )
    return replace(life, stretches=stretches)


def _row(life: Life) -> Agency:
    return Agency(
        slug=life.slug,
        remark=life.remark,
        begins_on=life.begins_on,
        ends_on=life.ends_on,
        **asdict(life.newest),
    )
