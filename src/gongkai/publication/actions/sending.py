"""Writes: an edition goes into sign-off, its confidentiality review is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.publication import Secrecy
from gongkai.law.findings import Severity
from gongkai.law.roles import Role
from gongkai.law.signing.standing import Verdict
from gongkai.publication import access
from gongkai.publication.actions.holding import hold_open, seal, subject
from gongkai.publication.models import Edition, Review
from gongkai.publication.queries.checks import Check, check_edition
from gongkai.publication.queries.reviewing import secrecy_turn
from gongkai.records.access import Actor
from gongkai.records.actions.log import log
from gongkai.records.actions.refused import Refused, refuse_longer, refuse_without
from gongkai.signoff import actions as signoff
from gongkai.signoff.access import speakers

_OF = {
    Secrecy.SECRET: "保密审查结论：涉密，不得公开。",
    Secrecy.UNSURE: "保密审查结论：不能确定，请报保密行政管理部门或者上级主管部门确定。",
}


class Unfit(Refused):
    """An edition that cannot be sent into sign-off: `checks` are the errors, and the warnings that nobody has answered."""

    def __init__(self, checks: Sequence[Check]) -> None:
        super().__init__(*(check.message for check in checks))
        self.checks = tuple(checks)


@dataclass(frozen=True, slots=True)
class PartReview:
    """What a reviewer found in one part: the text ("body") or a file ("file:NAME")."""

    part: str
    conclusion: Secrecy
    note: str = ""


@transaction.atomic
def submit(
    *,
    edition_id: int,
    revision: int,
    answered: Mapping[str, str],
    by: Actor,
    at: datetime,
    urgent_because: str = "",
) -> int:
    """Send an edition into sign-off, as the agency's chain for items says, and return the number of the round.

    `answered` says for each warning (`Check.key`) why it may stay; it is kept with the edition. Unfit while there is
    an error or an unanswered warning; Refused if the revision is not the one that was read, or a round is open;
    PermissionDenied for others than writers of the agency.
    """
    edition = hold_open(edition_id)
    duty = access.require_writing(by, edition.item.agency_id)
    if edition.revision != revision:
        raise Refused("稿件在您查看之后又有修改，请重新查看检查结果后再送审。")
    kept = {key: why.strip()[:200] for key, why in answered.items() if why.strip()}
    checks = check_edition(edition, at)
    if standing := [each for each in checks if _stops(each, kept)]:
        raise Unfit(standing)
    edition.acknowledged = [
        {"key": each.key, "message": each.message, "why": kept[each.key], "by": by.username}
        for each in checks
        if each.key in kept
    ]
    digest = seal(edition)
    round_id = _sent(edition, digest, by, at, urgent_because)
    edition.round_id = round_id
    edition.save(update_fields=["acknowledged", "round"])
    log(
        "publication.submit",
        subject(edition.item_id),
        by=by,
        at=at,
        duty=duty,
        agency_id=edition.item.agency_id,
        version=digest,
        reason=urgent_because.strip(),
        details={"edition": edition.pk, "round": round_id, "answered": len(edition.acknowledged)},
    )
    return round_id


@transaction.atomic
def review(
    *,
    edition_id: int,
    digest: str,
    parts: Sequence[PartReview],
    by: Actor,
    at: datetime,
    together: str = "",
    note: str = "",
) -> Secrecy:
    """Record a confidentiality review of exactly what was read, and say it in sign-off; returns the conclusion.

    Clear where every part is clear: the step agrees. One secret part makes it secret, an unsure one unsure: it is
    returned to its drafter with the reason, unless it is secret and not to be opened anyway. Refused unless every part has
    its conclusion, and wherever sign-off refuses; PermissionDenied for whoever wrote the text, and for others than secrecy
    reviewers whose turn it is.

    依据：条例第十七条，保守国家秘密法第三十五条
    """
    edition = hold_open(edition_id)
    if edition.round is None or edition.digest != digest:
        raise Refused("内容在您查看之后已经修改，请重新查看后再审查。")
    turn = secrecy_turn(edition.round.pk, by)
    if turn is None:
        raise PermissionDenied("现在没有轮到您审查：可能已经有人办理，或者您是拟稿人。")
    (speaker, *_) = speakers(by, {Role.SECRECY_REVIEWER}, turn.agency_id)
    _require_all(edition, parts)
    conclusion = _together(parts)
    refuse_longer(together, 500, "合并后是否涉密的说明")
    if conclusion is not Secrecy.CLEAR:
        note = refuse_without(note, 500, "审查说明")
    made = Review.objects.create(
        edition=edition,
        digest=digest,
        conclusion=conclusion,
        parts=[{"part": each.part, "conclusion": each.conclusion, "note": each.note} for each in parts],
        together=together.strip(),
        note=note.strip(),
        by_id=speaker.user_id,
        acting_for_id=speaker.acting_for,
        at=at,
    )
    agrees = conclusion is Secrecy.CLEAR or _as_proposed(conclusion, edition)
    signoff.say(
        round_id=edition.round.pk,
        step=turn.step,
        verdict=Verdict.AGREE if agrees else Verdict.RETURN,
        digest=digest,
        by=by,
        at=at,
        text=f"{_OF.get(conclusion, '')}{note.strip()}",
        record=f"review:{made.pk}",
    )
    log(
        "publication.review",
        subject(edition.item_id),
        by=by,
        at=at,
        duty=speaker.duty,
        agency_id=edition.item.agency_id,
        version=digest,
        details={"review": made.pk, "conclusion": conclusion.value},
    )
    return conclusion


def _stops(check: Check, answered: Mapping[str, str]) -> bool:
    """Errors stop, and warnings that nobody has answered."""
    return check.severity is Severity.ERROR or (
        check.severity is Severity.WARNING and check.key not in answered
    )


def _sent(edition: Edition, digest: str, by: Actor, at: datetime, urgent_because: str) -> int:
    """Begin a round, or go on with the open one, which waits for its drafter."""
    held = edition.round
    if held is not None and held.ended_at is None:
        signoff.change(round_id=held.pk, digest=digest, title=edition.title, by=by, at=at)
        signoff.say(round_id=held.pk, step="draft", verdict=Verdict.SUBMIT, digest=digest, by=by, at=at)
        return held.pk
    return signoff.start(
        kind=access.KIND.key,
        subject=subject(edition.item_id),
        title=edition.title,
        digest=digest,
        agency_id=edition.item.agency_id,
        by=by,
        at=at,
        urgent_because=urgent_because,
        authors=edition.authors,
    )


def _require_all(edition: Edition, parts: Sequence[PartReview]) -> None:
    wanted = {"body"} | {f"file:{one.name}" for one in edition.attachments.all()}
    given = {each.part for each in parts}
    if missing := sorted(wanted - given):
        names = "、".join("正文" if part == "body" else part.removeprefix("file:") for part in missing)
        raise Refused(f"还没有填写审查结论：{names}。")
    if given - wanted:
        raise Refused("附件在您查看之后已有变化，请重新查看后再审查。")


def _as_proposed(conclusion: Secrecy, edition: Edition) -> bool:
    """A secret that is not to be opened to anybody is registered as such."""
    return conclusion is Secrecy.SECRET and edition.attribute == Attribute.NOT_OPEN


def _together(parts: Sequence[PartReview]) -> Secrecy:
    found = {each.conclusion for each in parts}
    return next((each for each in (Secrecy.SECRET, Secrecy.UNSURE) if each in found), Secrecy.CLEAR)
