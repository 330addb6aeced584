"""Writes: a text of a case goes into sign-off, or goes on in its round."""

from datetime import datetime

from gongkai.applications.models import Decision, Prepared
from gongkai.law.signing.chains import DRAFT
from gongkai.law.signing.standing import Verdict
from gongkai.records.access import Actor
from gongkai.signoff import actions as signoff


def send(thing: Decision | Prepared, kind: str, *, by: Actor, at: datetime, urgent_because: str = "") -> int:
    """Begin a round, or go on with the open one, which waits for its drafter; returns its number."""
    application, open_round = thing.application, thing.round
    title = f"{application.number} {application.title}"[:200]
    if open_round is not None and open_round.ended_at is None:
        signoff.change(round_id=open_round.pk, digest=thing.digest, title=title, by=by, at=at)
        signoff.say(
            round_id=open_round.pk, step=DRAFT, verdict=Verdict.SUBMIT, digest=thing.digest, by=by, at=at
        )
        return int(open_round.pk)
    return signoff.start(
        kind=kind,
        subject=f"{kind}:{thing.pk}",
        title=title,
        digest=thing.digest,
        agency_id=application.agency_id,
        by=by,
        at=at,
        urgent_because=urgent_because,
        authors=thing.authors,
    )
