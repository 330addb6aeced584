"""Writes: somebody says something at a step."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils.module_loading import import_string

from gongkai.law.signing.chains import DRAFT
from gongkai.law.signing.standing import Said, Standing, Text, Verdict
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.signoff.access import Speaker
from gongkai.signoff.actions.course import enter_opinion, hold, settle, speaker
from gongkai.signoff.models import Round
from gongkai.signoff.models.kinds import DECLARED
from gongkai.signoff.models.round import APPROVED
from gongkai.signoff.queries.course import Course

MOST = 1000  # characters of an opinion


@transaction.atomic
def say(  # noqa: PLR0913 - the fields of an opinion
    *,
    round_id: int,
    step: str,
    verdict: Verdict,
    digest: str,
    by: Actor,
    at: datetime,
    text: str = "",
    returns_to: str = "",
    record: str = "",
) -> Standing:
    """Give an opinion at a step, or (step "draft", verdict SUBMIT) send a changed text into sign-off again.

    Bound to `digest`, that of the text which the person saw. The last agreement ends the round as approved; a return
    takes back what was said from its target on (`returns_to`, empty for the drafter). Refused when the text has changed
    since, when it is not the step's turn, for a return without reason, when the person (or the one stood in for) has
    another part in the round, and after its end; PermissionDenied without the role. Returns where the round stands then.

    `record` names the record by which the role of the step agrees ("review:7"), where the kind wants one; without it an
    agreement is refused. Where the kind says so, the last agreement does the thing: what then refuses it refuses the agreement.
    """
    course = hold(round_id)
    held = course.round
    said = Said(step, verdict, Text(held.revision, digest), frozenset(), returns_to or DRAFT)
    who, said = speaker(by, course, said)
    _require_record(course, who, verdict, record)
    if verdict is Verdict.RETURN:
        text = refuse_without(text, MOST, "退回理由")
    refuse_longer(text, MOST, "意见")
    made = enter_opinion(held, who, said, text.strip(), at)
    after = settle(held, at).standing
    _carry_out(held, who, by, at)
    log(
        f"signoff.{verdict.value}",
        held.subject,
        by=by,
        at=at,
        duty=who.duty,
        agency_id=held.agency_id,
        version=held.digest,
        details={
            "round": held.pk,
            "number": made.number,
            "step": step,
            "returns_to": made.returns_to,
            "opinion": sha256(made.text.encode()).hexdigest(),
            "outcome": held.outcome,
            **({"record": record} if record else {}),
        },
    )
    return after


def _require_record(course: Course, who: Speaker, verdict: Verdict, record: str) -> None:
    agrees = verdict in (Verdict.AGREE, Verdict.PROPOSE)
    if agrees and not record and who.duty.role in DECLARED[course.round.kind].recorded:
        raise Refused(f"{who.duty.role.label}同意以前要逐项填写审查结论，请打开这一事项的页面办理。")


def _carry_out(held: Round, who: Speaker, by: Actor, at: datetime) -> None:
    """Do what was approved, where its kind is done with the last agreement; before the log, which is the last write."""
    action = DECLARED[held.kind].carried_out
    if held.outcome == APPROVED and action:
        import_string(action)(subject=held.subject, digest=held.digest, by=by, at=at, duty=who.duty)
