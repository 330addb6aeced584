"""Writes: what is to be given with an answer is brought, marked, and given whole; without what is withheld: `redacting`.

A document that is changed while the answer is in sign-off changes what is signed: the answer goes back to its drafter.
依据：条例第三十七条
"""

from collections.abc import Sequence
from datetime import datetime
from math import isfinite

from django.db import transaction

from gongkai.applications.access import Act
from gongkai.applications.actions.deciding import digest_of
from gongkai.applications.actions.holding import Held, hold, told
from gongkai.applications.models import Decision, Material, RedactionOrder
from gongkai.applications.models.redaction import Outcome
from gongkai.applications.queries.materials import MASKABLE
from gongkai.applications.queries.withholding import Marking, grounds
from gongkai.documents.media.kinds import by_media_type
from gongkai.documents.redaction import Mark, Span
from gongkai.records.access import Actor
from gongkai.records.actions.files import Received, store
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.numbers import civil_day
from gongkai.signoff import actions as signoff

MOST_MARKS = 2_000
MOST = 50
LONGEST_REASON = 200
FARTHEST = 20_000  # points: larger than any sheet
NONE = "没有这份材料，或者它已经移出答复。请返回材料清单查看。"
OVERTAKEN = "这份材料刚刚有人修改过，请刷新后再处理。您刚才的标记没有保存。"
OTHER_KIND = "只有 PDF、Word（.docx）文件和图片可以在这里遮盖。请转为 PDF 后重新添加，或者整件提供。"


@transaction.atomic
def add_material(
    *, application_id: int, received: Received, by: Actor, at: datetime, moves: int | None = None
) -> int:
    """Bring a document that holds what was asked for; returns its number. Its name stands in the letter."""
    held = hold(application_id, Act.MATERIAL, by=by, at=at, moves=moves)
    if held.application.materials.filter(dropped_at__isnull=True).count() >= MOST:
        raise Refused(f"一份答复最多附 {MOST} 份材料，请合并后再添加。")
    file = store(data=received, agency_id=held.application.agency_id, by=by, at=at)
    made = Material.objects.create(
        application=held.application,
        name=file.name,
        original_id=file.id,
        saved_by_id=person(by),
        saved_at=at,
    )
    _changed(held)
    told("add_material", held, details={"material": made.pk})
    return made.pk


@transaction.atomic
def mark_material(
    *, material_id: int, marks: Sequence[Marking], revision: int, by: Actor, at: datetime
) -> None:
    """Keep what is to be taken out: exactly these places. What was made from others is no longer given.

    Refused for a file out of which nothing can be taken, for grounds that the law of the day does not have, without a
    reason, and where somebody else has changed the document.
    """
    held, one = _held(material_id, revision, by, at)
    _require_marks(one, marks, {each.key for each in grounds(civil_day(at))})
    one.marks = [each.as_json() for each in marks]
    one.given, one.whole, one.report = None, False, {}
    keep_material(held, one)
    told("mark_material", held, details={"material": one.pk, "marks": len(marks)})


@transaction.atomic
def give_whole(*, material_id: int, revision: int, by: Actor, at: datetime) -> None:
    """Nothing of it is withheld: it is given as it is. Whether it may be is reviewed with the answer."""
    held, one = _held(material_id, revision, by, at)
    if one.marks:
        raise Refused("这份材料里有标记。要整件提供，请先取消全部标记。")
    one.given, one.whole, one.report = one.original, True, {}
    keep_material(held, one)
    told("give_whole", held, details={"material": one.pk})


@transaction.atomic
def drop_material(*, material_id: int, revision: int, by: Actor, at: datetime) -> None:
    """It does not belong to the answer. The original is kept with the case."""
    held, one = _held(material_id, revision, by, at)
    one.dropped_at = at
    keep_material(held, one)
    told("drop_material", held, details={"material": one.pk})


def one_material(material_id: int, revision: int) -> Material:
    """A document in the state that somebody read. Refused for another state, and where it does not belong to the answer."""
    found = (
        Material.objects.select_related("application__agency", "original")
        .filter(pk=material_id, dropped_at__isnull=True)
        .first()
    )
    if found is None:
        raise Refused(NONE)
    if found.revision != revision:
        raise Refused(OVERTAKEN)
    return found


def hold_for(material_id: int, by: Actor, at: datetime) -> Held:
    """Hold the application first: whoever waits for it sees the document as it is then."""
    which = Material.objects.filter(pk=material_id).values_list("application", flat=True).first()
    if which is None:
        raise Refused(NONE)
    return hold(which, Act.MATERIAL, by=by, at=at)


def _held(material_id: int, revision: int, by: Actor, at: datetime) -> tuple[Held, Material]:
    held = hold_for(material_id, by, at)
    return held, one_material(material_id, revision)


def keep_material(held: Held, one: Material) -> None:
    """Keep a changed document: what was ordered of its former state is void, the draft of the answer is another one."""
    going = RedactionOrder.objects.filter(material=one, ended_at__isnull=True)
    going.update(ended_at=held.at, outcome=Outcome.VOID)
    one.revision += 1
    one.saved_by_id, one.saved_at = person(held.by), held.at
    one.save()
    _changed(held)


def _changed(held: Held) -> None:
    """The draft of the answer is another one now: what was said to it in sign-off counts no more."""
    draft = (
        Decision.objects.select_related("application__agency", "round")
        .filter(application=held.application, issued_at__isnull=True, dropped_at__isnull=True)
        .first()
    )
    if draft is None:
        return
    draft.digest = digest_of(draft)
    draft.authors = sorted({*draft.authors, person(held.by)})
    draft.save(update_fields=["digest", "authors"])
    if draft.round is not None and draft.round.ended_at is None:
        signoff.change(round_id=draft.round.pk, digest=draft.digest, by=held.by, at=held.at)


def _require_marks(one: Material, marks: Sequence[Marking], known: set[str]) -> None:
    kind = by_media_type(one.original.media_type)
    if marks and (kind is None or kind.name not in MASKABLE):
        raise Refused(OTHER_KIND)
    if len(marks) > MOST_MARKS:
        raise Refused(f"一份材料最多 {MOST_MARKS} 处标记，请用较大的方框，或者把文件拆分后再处理。")
    for each in marks:
        refuse_without(each.reason, LONGEST_REASON, "不予公开的理由")
        if each.place.ground not in known:
            raise Refused("请从清单中选择不予公开的依据。")
        if isinstance(each.place, Span) != (kind is not None and kind.name == "docx"):
            raise Refused("标记和文件的种类不一致。请刷新页面，重新标记。")
        if not _is_place(each.place):
            raise Refused("标记的位置不对：方框要有宽和高，文字要有起止。请重新标记。")


def _is_place(place: Mark | Span) -> bool:
    if isinstance(place, Span):
        return bool(place.picture) or (place.paragraph >= 0 and 0 <= place.start < place.end)
    left, top, right, bottom = place.box
    fits = all(isfinite(each) and -FARTHEST < each < FARTHEST for each in place.box)
    return fits and place.page >= 0 and left < right and top < bottom


def person(by: Actor) -> int:
    """Who prepares a document, by number. Refused for whoever is nobody in particular."""
    if by.user_id is None:
        raise Refused("材料应当由登录的人员本人准备。")
    return by.user_id
