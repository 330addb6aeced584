"""What every action on a round begins and ends with: hold the round, then put the turns right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import F
from django.utils.timezone import localdate

from gongkai.law.roles import Role
from gongkai.law.signing.chains import DRAFT, Step
from gongkai.law.signing.standing import Said, Verdict, objection
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused
from gongkai.signoff import access
from gongkai.signoff.access import Speaker
from gongkai.signoff.models import Opinion, Part, Revision, Round, Turn
from gongkai.signoff.models.round import APPROVED
from gongkai.signoff.queries.course import Course, follow
from gongkai.signoff.queries.working_days import due_on


def hold(round_id: int) -> Course:
    """The course of an open round, held until the transaction ends: whoever else moves it waits here, then sees it new.

    Refused when the round has ended.
    """
    if not Round.objects.filter(pk=round_id, ended_at__isnull=True).update(moves=F("moves") + 1):
        raise Refused("这次审签已经结束，请刷新后再看。")
    return follow(Round.objects.select_related("chain").get(pk=round_id))


def wait_for(round_id: int) -> None:
    """Wait until nobody else moves a round, and keep others waiting until the transaction ends.

    For actions that hold more than the round and must hold it first, as the agreement that ends it does.
    """
    Round.objects.filter(pk=round_id).update(moves=F("moves"))


def speaker(by: Actor, course: Course, said: Said) -> tuple[Speaker, Said]:
    """The first way in which somebody may say this, with what is then said.

    PermissionDenied without the role of the step, Refused for what may not be said.
    """
    objections = []
    for each in access.speakers(by, _roles(course, said.step), course.agency_of(said.step)):
        spoken = replace(said, persons=each.persons)
        if not (why := objection(course.standing, spoken)):
            return each, spoken
        objections.append(why)
    raise Refused(objections[0])


def author(by: Actor, held: Round, parts: Mapping[int, str]) -> Speaker:
    """Who writes the text: a drafter of the agency without another part in the round; PermissionDenied, Refused."""
    for each in access.speakers(by, access.drafters(held.kind), held.agency_id):
        if each.may_write(parts):
            return each
    raise Refused("您（或您代办的人）已在本次审签中发表意见，不能再修改内容；如需修改，请退回给拟稿人。")


def _roles(course: Course, step: str) -> frozenset[Role]:
    """The roles that may speak at a step; Refused if there is no such step."""
    if step == DRAFT:
        return access.drafters(course.round.kind)
    wanted = course.step(step)
    if wanted is None:
        raise Refused("审签流程中没有这一步骤。")
    return frozenset({wanted.role})


def enter_revision(held: Round, writer: Speaker, at: datetime) -> None:
    """Keep the present text as a revision, and its writer as an author."""
    Revision.objects.create(
        round=held,
        number=held.revision,
        digest=held.digest,
        by_id=writer.user_id,
        acting_for_id=writer.acting_for,
        at=at,
    )
    enter_parts(held, writer.persons, DRAFT)


def enter_parts(held: Round, persons: Iterable[int], step: str) -> None:
    """Keep that these people have their part at this step; an IntegrityError if one of them has another."""
    known = set(held.parts.filter(step=step).values_list("person", flat=True))
    Part.objects.bulk_create(
        [Part(round=held, person_id=person, step=step) for person in set(persons) - known]
    )


def enter_opinion(held: Round, who: Speaker, said: Said, text: str, at: datetime) -> Opinion:
    """Keep what was said, as the present move of the round."""
    enter_parts(held, said.persons, said.step)
    return Opinion.objects.create(
        round=held,
        number=held.moves,
        step=said.step,
        verdict=said.verdict.value,
        text=text,
        revision=said.text.revision,
        digest=said.text.digest,
        by_id=who.user_id,
        acting_for_id=who.acting_for,
        at=at,
        returns_to=said.returns_to if said.verdict is Verdict.RETURN else "",
    )


def submission(held: Round, writer: Speaker) -> Said:
    """What a drafter says who sends the present text into sign-off."""
    return Said(DRAFT, Verdict.SUBMIT, held.text, writer.persons)


def settle(held: Round, at: datetime) -> Course:
    """Put the turns right after a move, or end the round if every step has agreed. What still waits keeps its time."""
    course = follow(held)
    if course.standing.approved:
        end(held, APPROVED, at)
        return course
    wanted = {turn.step: turn for turn in _turns(course, at)}
    standing = dict(held.turns.values_list("step", "person"))
    kept = {step for step, turn in wanted.items() if step in standing and standing[step] == turn.person_id}
    held.turns.exclude(step__in=kept).delete()
    Turn.objects.bulk_create([turn for step, turn in wanted.items() if step not in kept])
    return course


def end(held: Round, outcome: str, at: datetime) -> None:
    """End a round: nobody's turn any more."""
    held.ended_at, held.outcome = at, outcome
    held.save(update_fields=["ended_at", "outcome"])
    held.turns.all().delete()


def _turns(course: Course, at: datetime) -> Iterator[Turn]:
    held = course.round
    if course.standing.with_drafter:
        yield Turn(
            round=held,
            step=DRAFT,
            title="修改送审",
            agency_id=held.agency_id,
            person_id=held.drafter_id,
            since=at,
        )
    for step in course.standing.turns:
        yield _turn(course, step, at)


def _turn(course: Course, step: Step, at: datetime) -> Turn:
    return Turn(
        round=course.round,
        step=step.id,
        title=step.title,
        agency_id=course.agency_of(step.id),
        role=step.role.value,
        since=at,
        due_on=due_on(localdate(at), step.working_days),
    )
