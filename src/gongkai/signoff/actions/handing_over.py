"""Writes: the texts of somebody who leaves pass to the successor, wherever they are on their way."""

from collections.abc import Iterator

from django.db.models import F, Q, QuerySet

from gongkai.agencies import actions as agencies
from gongkai.agencies.actions import HandOver, Moved
from gongkai.law.signing.chains import DRAFT
from gongkai.records.actions.refused import Refused
from gongkai.signoff.actions.course import enter_parts, hold, settle
from gongkai.signoff.models import Round
from gongkai.signoff.queries.course import Course


def pass_drafts(order: HandOver) -> Iterator[Moved]:
    """Put the open texts of a person into the hands of another: what waits for the drafter, and what may yet come back.

    Part of a hand-over, which asks who may and keeps the record. What was agreed to stays agreed: the text is the same.
    The successor becomes an author and reviews none of it. Refused where the successor has had a say in one already.
    """
    for round_id in _in_hands_of(order).values_list("pk", flat=True):
        try:
            course = hold(round_id)
        except Refused:
            continue  # ended since it was listed
        _require_no_other_part(course, order.to_user)
        held = course.round
        enter_parts(held, {order.to_user}, DRAFT)
        held.drafter_id = order.to_user
        held.save(update_fields=["drafter"])
        settle(held, order.at)
        yield Moved(held.subject, held.digest)


def _in_hands_of(order: HandOver) -> QuerySet[Round]:
    """The open rounds whose text the person has, or whoever stood in for them."""
    stood_in_for = Q(
        revisions__number=F("revision"),
        revisions__acting_for=order.from_user,
        drafter=F("revisions__by"),
    )
    mine = Round.objects.filter(Q(drafter=order.from_user) | stood_in_for)
    return mine.filter(agency=order.agency_id, ended_at__isnull=True).order_by("pk").distinct()


def _require_no_other_part(course: Course, person: int) -> None:
    step = course.standing.parts.get(person, DRAFT)
    if step != DRAFT:
        title = course.standing.titles()[step]
        raise agencies.Refused(
            f"接收人已在“{course.round.title}”的“{title}”发表意见，不能再接办它的内容。"
            "请改由其他人接收，或者先办完、终止这一事项的审签。"
        )
