"""Writes: what is approved goes out, or into the register of what is withheld."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils.module_loading import import_string

from gongkai.documents.holidays import installed_calendar
from gongkai.law.duties.attribute import Attribute
from gongkai.law.duties.publication import Secrecy
from gongkai.law.duties.reevaluation import SecrecyLevel, Withheld, reevaluate
from gongkai.publication import access
from gongkai.publication.actions.holding import claim_open, hold_open, subject
from gongkai.publication.actions.indexing import enter, follow, tell_followers
from gongkai.publication.actions.statements import end_statements
from gongkai.publication.models import Edition, EmptyStatement, Item, Review, Stand, Use, Withholding
from gongkai.publication.models.gates import DECLARED, Leaving, concerned
from gongkai.publication.models.numbers import INDEX_NO
from gongkai.publication.queries.content import content_of, digest_of, files_of
from gongkai.publication.queries.mentions import mention_rows
from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.numbers import take_number
from gongkai.records.actions.refused import Refused
from gongkai.records.models.patterns import PatternRefused
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff.models.round import APPROVED

_EDITIONS = Edition.objects.select_related("item__agency", "round", "column")
_CONCLUSION = (
    Review.objects.filter(edition=OuterRef("pk"), digest=OuterRef("digest"))
    .order_by("-pk")
    .values("conclusion")[:1]
)
_SAID = EmptyStatement.objects.filter(agency=OuterRef("item__agency"), ended_at__isnull=True)
"""What the agency says of columns in which it has nothing: asked for together with the edition."""


@dataclass(frozen=True, slots=True)
class _Out:
    """An edition that has just gone out; it is told once all that go out with it have. `leaving`: where gates were asked.

    `first`: its item had never been public.
    """

    edition: Edition
    leaving: Leaving | None
    index_no: str
    first: bool
    said: bool
    duty: Duty | None


def publish(*, edition_id: int, by: Actor, at: datetime) -> str:
    """Put an approved edition before the public, and return the index number of its item.

    The time is that of the server. The first publication gives the index number, once for ever. The edition before stays as
    it was, no longer shown; what was said of its column while that was empty ends. It is found at once. Refused unless exactly this text is
    approved, reviewed as clear, and proactive, once the last day on which it is to be shown is over, and where a gate holds
    it back (models.gates); for others than those who publish for the agency PermissionDenied.
    """
    return publish_together(edition_ids=[edition_id], by=by, at=at)[edition_id]


@transaction.atomic
def publish_together(*, edition_ids: Sequence[int], by: Actor, at: datetime) -> dict[int, str]:
    """Put several editions before the public in one moment, or none of them; the index number of each. Refused as `publish`.

    All are held before the first one is told: two who publish overlapping sets do not wait for each other.
    """
    together = frozenset(edition_ids)
    for edition_id in sorted(together):
        claim_open(edition_id, published_at=at)
    gone = [_put_out(edition_id, together, by, at) for edition_id in sorted(together)]
    if leavings := [out.leaving for out in gone if out.leaving]:
        for gate in DECLARED.values():
            if gate.follows:
                import_string(gate.follows)(leavings, by, at)
    tell_followers([out.edition.item_id for out in gone if not out.first], at)
    tell_followers([out.edition.item_id for out in gone if out.first and out.leaving], at, first=True)
    for out in gone:
        _tell(out, by, at)
    return {out.edition.pk: out.index_no for out in gone}


def _put_out(edition_id: int, together: frozenset[int], by: Actor, at: datetime) -> _Out:
    edition = _EDITIONS.annotate(reviewed=Subquery(_CONCLUSION), said=Exists(_SAID)).get(pk=edition_id)
    item = edition.item
    duty = access.require_publishing(by, item.agency_id)
    files = _require_approved(edition)
    if edition.reviewed != Secrecy.CLEAR:
        raise Refused("没有对现有内容的保密审查结论，不能发布。")
    if edition.attribute != Attribute.PROACTIVE:
        raise Refused("公开属性不是主动公开，请登记为不主动公开。")
    if edition.expires_on is not None and edition.expires_on < civil_day(at):
        raise Refused("展示期限已经过去，请先修改展示的最后一天，再发布。")
    leaving = _require_open_gates(edition, together, by, at)
    index_no, before = item.index_no or _index_no(item, at), item.stand
    first = item.first_published_at is None
    _move(
        item,
        index_no=index_no,
        stand=Stand.PUBLIC,
        public=edition,
        title=edition.title,
        column=edition.column,
        entry_key=edition.entry_key,
        first_published_at=item.first_published_at or at,
        published_at=at,
        expires_on=edition.expires_on,
        touched_at=at,
    )
    if before in (Stand.WITHDRAWN, Stand.WITHHELD):
        _come_back(item, at)
    edition.mentions.bulk_create(mention_rows(edition))
    enter(edition, at, attachments=any(use == Use.ATTACHMENT for use, _, _ in files))
    return _Out(edition, leaving, index_no, first, edition.said, duty)


def _tell(out: _Out, by: Actor, at: datetime) -> None:
    edition = out.edition
    if out.said:
        end_statements(edition.item.agency_id, [edition.column_id], by, at, out.duty)
    told = {"edition": edition.pk, "index_no": out.index_no}
    _told("publication.publish", edition, by, at, out.duty, told)


def _require_open_gates(
    edition: Edition, together: frozenset[int], by: Actor, at: datetime
) -> Leaving | None:
    """Refused where a gate holds back a text with a number, or what interprets one; None for what no gate is asked of."""
    if not concerned(edition.document_no, edition.genre):
        return None
    leaving = Leaving(
        edition_id=edition.pk,
        item_id=edition.item_id,
        agency_id=edition.item.agency_id,
        document_no=edition.document_no,
        together=together,
        by=by.username,
        at=at,
    )
    for gate in DECLARED.values():
        import_string(gate.holds)(leaving)
    return leaving


@transaction.atomic
def withhold(
    *,
    edition_id: int,
    by: Actor,
    at: datetime,
    degree: SecrecyLevel | None = None,
    classified_on: date | None = None,
    secret_until: date | None = None,
) -> int:
    """Enter an approved edition that is not proactive into the register of what is withheld; returns the entry's number.

    It says when it is due to be looked at again. Refused unless exactly this text is approved, for a proactive one, and
    while an edition of the item is public.
    依据：条例第十三至十八条
    """
    edition = hold_open(edition_id)
    item = edition.item
    duty = access.require_publishing(by, item.agency_id)
    _require_approved(edition)
    if edition.attribute == Attribute.PROACTIVE:
        raise Refused("公开属性是主动公开，请发布。")
    if item.stand == Stand.PUBLIC:
        raise Refused("这条信息现在是公开的，请先撤回，再登记为不主动公开。")
    if item.withholdings.filter(ended_at__isnull=True).exists():
        raise Refused("这条信息已在不主动公开登记中。")
    on = civil_day(at)
    facts = Withheld(decided_on=on, degree=degree, classified_on=classified_on, secret_until=secret_until)
    made = Withholding.objects.create(
        item=item,
        agency_id=item.agency_id,
        edition=edition,
        attribute=edition.attribute,
        grounds=edition.grounds,
        reasons=edition.reasons,
        decided_on=on,
        degree=degree or "",
        classified_on=classified_on,
        secret_until=secret_until,
        look_on=reevaluate(facts, on, installed_calendar()).due_on,
    )
    edition.ended_at, edition.ended_because = at, "登记为不主动公开"
    edition.save(update_fields=["ended_at", "ended_because"])
    _move(item, stand=Stand.WITHHELD, touched_at=at)
    follow([item.pk], at)
    _told("publication.withhold", edition, by, at, duty, {"look_on": made.look_on.isoformat()})
    return made.pk


def _require_approved(edition: Edition) -> list[tuple[str, str, str]]:
    """Refused unless sign-off approved exactly this: text, metadata and files as they are now; the files."""
    files, held = files_of(edition.pk), edition.round
    digest = digest_of(content_of(edition), files)
    if held is None or held.outcome != APPROVED or not held.digest == edition.digest == digest:
        raise Refused("这份稿件还没有完成审签，或者审签之后又有修改，不能发布。请先送审。")
    return files


def _move(item: Item, **fields: object) -> None:
    """Change how an item stands, if it still stands as it was read: it is not held, its edition is."""
    if not Item.objects.filter(pk=item.pk, stand=item.stand, touched_at=item.touched_at).update(**fields):
        raise Refused("这条信息刚刚有变化，请刷新后再办理。")
    for name, value in fields.items():
        setattr(item, name, value)


def _come_back(item: Item, at: datetime) -> None:
    """What was withdrawn or withheld before is so no longer: the notice and the entry of the register end."""
    item.withdrawals.filter(restored_at__isnull=True).update(restored_at=at)
    item.withholdings.filter(ended_at__isnull=True).update(ended_at=at)


def _index_no(item: Item, at: datetime) -> str:
    code = item.agency.organ_code
    try:
        return take_number(INDEX_NO.name, agency_id=item.agency_id, at=at, org=code).text
    except PatternRefused as refusal:
        raise Refused(f"不能编定索引号：{refusal}") from refusal


def _told(
    action: str, edition: Edition, by: Actor, at: datetime, duty: Duty | None, details: dict[str, object]
) -> None:
    log(
        action,
        subject(edition.item_id),
        by=by,
        at=at,
        duty=duty,
        agency_id=edition.item.agency_id,
        version=edition.digest,
        details=details,
    )
