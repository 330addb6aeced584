"""What somebody can do in a round: for pages, in order to hide what would be refused."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied

from gongkai.law.roles import Role
from gongkai.law.signing.chains import DRAFT
from gongkai.law.signing.standing import Said, Verdict, objection
from gongkai.records.access import Actor
from gongkai.signoff import access
from gongkai.signoff.access import Speaker
from gongkai.signoff.models import Round
from gongkai.signoff.queries.course import Course, follow


@dataclass(frozen=True, slots=True)
class Option:
    """One step at which the viewer may speak: what may be said, and where it may be returned to (step and title)."""

    step: str
    title: str
    verdicts: tuple[Verdict, ...]
    returns_to: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Options:
    """Everything that the viewer may do in a round; `digest` goes with whatever is said."""

    digest: str
    steps: tuple[Option, ...]
    submit: bool
    write: bool
    stop: bool
    remind: bool


def options(round_id: int, viewer: Actor) -> Options | None:
    """What somebody may do in a round now; None if they may not see it, or it has ended."""
    held = (
        Round.objects.filter(access.visible_to(viewer), pk=round_id, ended_at__isnull=True)
        .select_related("chain")
        .first()
    )
    if held is None:
        return None
    course = follow(held)
    writers = _speakers(viewer, access.drafters(held.kind), held.agency_id)
    return Options(
        digest=held.digest,
        steps=tuple(_steps(viewer, course)),
        submit=_may(course, DRAFT, Verdict.SUBMIT, writers),
        write=any(writer.may_write(course.standing.parts) for writer in writers),
        stop=access.allowed(access.require_stop, viewer, held),
        remind=access.allowed(access.require_reminder, viewer, held),
    )


def _steps(viewer: Actor, course: Course) -> Iterator[Option]:
    titles = course.standing.titles()
    for step in course.standing.turns:
        speakers = _speakers(viewer, {step.role}, course.agency_of(step.id))
        verdicts = [verdict for verdict in Verdict if _may(course, step.id, verdict, speakers)]
        if verdicts:
            back = tuple((each, titles[each]) for each in course.standing.before(step.id))
            yield Option(step.id, step.title, tuple(verdicts), back)


def _speakers(viewer: Actor, roles: Collection[Role], agency_id: int) -> list[Speaker]:
    try:
        return access.speakers(viewer, roles, agency_id)
    except PermissionDenied:
        return []


def _may(course: Course, step: str, verdict: Verdict, speakers: list[Speaker]) -> bool:
    sayings = (Said(step, verdict, course.round.text, speaker.persons) for speaker in speakers)
    return any(not objection(course.standing, said) for said in sayings)
