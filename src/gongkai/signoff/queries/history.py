"""Everything that was said in a round: by whom, to which text, whether it still counts, and if not, why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.timezone import localtime

from gongkai.law.signing.standing import Verdict
from gongkai.records.access import Actor
from gongkai.signoff import access
from gongkai.signoff.models import Countersign, Opinion, Revision, Round
from gongkai.signoff.queries.course import Course, follow

_GIVEN = (Verdict.PROPOSE, Verdict.AGREE)


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened in a round, as a line of its history.

    `counts` is True for an agreement that stands; `voided_because` says why one does not.
    """

    at: datetime
    name: str
    acting_for: str
    step: str
    step_title: str
    what: str
    text: str
    revision: int
    digest: str
    counts: bool = False
    voided_because: str = ""


def history(round_id: int, viewer: Actor) -> tuple[Happening, ...]:
    """All that happened in a round, oldest first, in six queries; PermissionDenied for whoever may not see it.

    What an earlier text was changed to is a line of its own.
    """
    access.require_sight(viewer, round_id)
    held = Round.objects.select_related("chain").get(pk=round_id)
    course = follow(held)
    revisions = list(held.revisions.select_related("by", "acting_for").order_by("number"))
    lines = [*_changes(revisions), *_said(course, revisions)]
    return tuple(sorted(lines, key=lambda line: line.at))


def _changes(revisions: list[Revision]) -> Iterator[Happening]:
    """The texts after the first one."""
    for before, revision in pairwise(revisions):
        yield Happening(
            at=revision.at,
            name=revision.by.name,
            acting_for=revision.acting_for.name if revision.acting_for else "",
            step="draft",
            step_title="拟稿",
            what="修改内容" if revision.digest != before.digest else "接办",
            text="",
            revision=revision.number,
            digest=revision.digest,
        )


def _said(course: Course, revisions: list[Revision]) -> Iterator[Happening]:
    titles = course.standing.titles()
    counting = set(course.standing.counting.values())
    for place, row in enumerate(course.happened):
        if isinstance(row, Countersign):
            yield _asked(row, titles)
            continue
        given = row.verdict in _GIVEN
        counts = given and place in counting
        yield Happening(
            at=row.at,
            name=row.by.name,
            acting_for=row.acting_for.name if row.acting_for else "",
            step=row.step,
            step_title=titles[row.step],
            what=_what(row, titles),
            text=row.text,
            revision=row.revision,
            digest=row.digest,
            counts=counts,
            voided_because=_why(course, place, row, revisions) if given and not counts else "",
        )


def _asked(row: Countersign, titles: dict[str, str]) -> Happening:
    return Happening(
        at=row.at,
        name=row.by.name,
        acting_for="",
        step=row.beside,
        step_title=titles[row.beside],
        what=f"请{row.agency.name}会签",
        text=row.because,
        revision=0,
        digest="",
    )


def _what(row: Opinion, titles: dict[str, str]) -> str:
    label = Verdict(row.verdict).label
    return f"{label}（退回至“{titles[row.returns_to]}”）" if row.verdict == Verdict.RETURN else label


def _why(course: Course, place: int, row: Opinion, revisions: list[Revision]) -> str:
    """What took an agreement away: a return, else the change of the text that followed it."""
    at = course.standing.voided.get(place)
    if at is not None:
        return f"{_by(course.happened[at])}退回修改，此意见失效"
    following = [revision for revision in revisions if revision.number > row.revision]
    return f"{_by(following[0])}修改内容，此意见失效" if following else "此意见失效"


def _by(row: Opinion | Countersign | Revision) -> str:
    on = localtime(row.at)
    return f"{row.by.name}于{on.year}年{on.month}月{on.day}日"
