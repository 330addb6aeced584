"""Writes: things enter sign-off, change while they are in it, are taken back."""

import re
from collections.abc import Collection
from datetime import datetime

from django.db import IntegrityError, transaction

from gongkai.law.signing.chains import DRAFT
from gongkai.law.signing.standing import Standing
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.signoff import access
from gongkai.signoff.access import Speaker
from gongkai.signoff.actions.chains import chain_for
from gongkai.signoff.actions.course import (
    author,
    end,
    enter_opinion,
    enter_parts,
    enter_revision,
    hold,
    settle,
    submission,
)
from gongkai.signoff.models import Part, Round
from gongkai.signoff.models.kinds import DECLARED
from gongkai.signoff.models.round import STOPPED

_DIGEST = re.compile(r"[0-9a-f]{64}")


@transaction.atomic
def start(  # noqa: PLR0913 - what begins a round
    *,
    kind: str,
    subject: str,
    title: str,
    digest: str,
    agency_id: int,
    by: Actor,
    at: datetime,
    urgent_because: str = "",
    authors: Collection[int] = (),
) -> int:
    """Send a thing into sign-off as the agency's chain for its kind says; returns the number of the round.

    With `urgent_because` it takes the urgent path: steps that may be left out are, and the round is listed for those
    who watch over the agency. `authors` are the users who wrote the text beside the one who sends it; whoever wrote a text
    that was taken back stays an author of the next one. Refused while another round of the same thing is open, and for what
    the agency has no chain for;
    PermissionDenied for others than drafters of the agency. An unknown kind, a subject of another kind and a digest that
    is none are mistakes of the caller: ValueError.
    """
    _require_subject(kind, subject, digest)
    held = Round(
        kind=kind,
        subject=subject,
        title=refuse_without(title, 200, "标题"),
        digest=digest,
        agency_id=agency_id,
        opened_at=at,
        urgent_because=urgent_because.strip(),
        moves=1,
    )
    refuse_longer(held.urgent_because, 200, "紧急事由")
    writer = author(by, held, {})
    held.chain, held.drafter_id = chain_for(agency_id, kind, at), writer.user_id
    if not held.chain.steps:
        raise Refused("本机关没有给这一类事项设置审签流程，不能送审。")
    earlier = _earlier_authors(subject)
    _open(held)
    enter_revision(held, writer, at)
    enter_parts(held, earlier.union(authors), DRAFT)
    enter_opinion(held, writer, submission(held, writer), "", at)
    settle(held, at)
    log(
        "signoff.start_urgent" if held.urgent_because else "signoff.start",
        subject,
        by=by,
        at=at,
        duty=writer.duty,
        agency_id=agency_id,
        version=digest,
        reason=held.urgent_because,
        details={"round": held.pk, "chain": held.chain_id},
    )
    return held.pk


@transaction.atomic
def change(*, round_id: int, digest: str, by: Actor, at: datetime, title: str = "") -> Standing:
    """Put in a changed text: all that was said to the one before no longer counts, and it waits for its drafter.

    It goes on when it is submitted again (`say` at step "draft"). The same digest changes nothing. Refused for somebody
    who gave an opinion in this round, and after its end; PermissionDenied for others than drafters of the agency who may
    see the round.
    """
    course = hold(round_id)
    held = course.round
    access.require_sight(by, round_id)
    writer = author(by, held, course.standing.parts)
    _require_subject(held.kind, held.subject, digest)
    if digest == held.digest:
        return course.standing
    held.digest, held.revision = digest, held.revision + 1
    held.title, held.drafter_id = refuse_without(title or held.title, 200, "标题"), writer.user_id
    held.save(update_fields=["digest", "revision", "title", "drafter"])
    enter_revision(held, writer, at)
    return _settled("signoff.change", held, writer, by, at)


@transaction.atomic
def take_over(*, round_id: int, by: Actor, at: datetime) -> Standing:
    """Become an author of a text whose drafter cannot go on with it: the draft then waits for this person.

    Refused for somebody who gave an opinion in this round, for a text that is not with its drafter, and after the end;
    PermissionDenied for others than drafters of the agency who may
    see the round.
    """
    course = hold(round_id)
    held = course.round
    access.require_sight(by, round_id)
    writer = author(by, held, course.standing.parts)
    if not course.standing.with_drafter:
        raise Refused("内容正在审签，不在拟稿人手中，不需要接办。")
    held.revision += 1  # the same text by another hand is a text of its own
    held.drafter_id = writer.user_id
    held.save(update_fields=["revision", "drafter"])
    enter_revision(held, writer, at)
    return _settled("signoff.take_over", held, writer, by, at)


@transaction.atomic
def stop(*, round_id: int, because: str, by: Actor, at: datetime) -> None:
    """End a round without approval. Whoever wrote the text takes it back; heads of the agency stop it.

    Refused without a reason and after the end of the round; PermissionDenied for others.
    """
    held = hold(round_id).round
    duty = access.require_stop(by, held)
    reason = refuse_without(because, 200, "终止理由")
    end(held, STOPPED, at)
    log(
        "signoff.stop",
        held.subject,
        by=by,
        at=at,
        duty=duty,
        agency_id=held.agency_id,
        version=held.digest,
        reason=reason,
        details={"round": held.pk},
    )


def _settled(action: str, held: Round, writer: Speaker, by: Actor, at: datetime) -> Standing:
    after = settle(held, at).standing
    log(
        action,
        held.subject,
        by=by,
        at=at,
        duty=writer.duty,
        agency_id=held.agency_id,
        version=held.digest,
        details={"round": held.pk, "revision": held.revision},
    )
    return after


def _require_subject(kind: str, subject: str, digest: str) -> None:
    if kind not in DECLARED or not subject.startswith(f"{kind}:"):
        raise ValueError(f"{subject} is no subject of a declared kind")
    if not _DIGEST.fullmatch(digest):
        raise ValueError("digest is the SHA-256 of what is to be approved, in lower-case hexadecimal digits")


def _open(held: Round) -> None:
    """Refused if another round of the subject is open, also by somebody at the same moment."""
    try:
        with transaction.atomic():
            held.save(force_insert=True)
    except IntegrityError:
        if not Round.objects.filter(subject=held.subject, ended_at__isnull=True).exists():
            raise
        raise Refused("这一事项正在审签，请先办完或者终止正在进行的审签。") from None


def _earlier_authors(subject: str) -> frozenset[int]:
    """Who wrote the text of the round before, if that was stopped: one thing, though begun anew."""
    last = Round.objects.filter(subject=subject).order_by("-pk").first()
    if last is None or last.outcome != STOPPED:
        return frozenset()
    return frozenset(Part.objects.filter(round=last, step=DRAFT).values_list("person", flat=True))
