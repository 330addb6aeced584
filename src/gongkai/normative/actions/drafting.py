"""Writes: a document is taken up, and what it is is said, until it is issued."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, datetime

from django.db import transaction

from gongkai.agencies.models import Agency
from gongkai.law import normative as law
from gongkai.law.bodies import BodyKind
from gongkai.law.findings import Finding
from gongkai.law.normative import DocumentKind, EarlyEffect, Excluded
from gongkai.law.report.schema import Level
from gongkai.normative import access
from gongkai.normative.actions.holding import Held, hold, settle, take_turn, told
from gongkai.normative.actions.interpreting import begin_for
from gongkai.normative.actions.weighing import weigh
from gongkai.normative.models import Document, JointBody, Marked, Origin
from gongkai.normative.queries.matters import nature_of
from gongkai.publication.queries.duplicates import title_key
from gongkai.records.access import Actor
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.numbers import civil_day

TITLE, NAME = 200, 120
MOST_JOINT = 30
_TRIAL = ("暂行", "试行")


@dataclass(frozen=True, slots=True)
class Beside:
    """Another body that makes the document: by its number on the platform, or by its name where it is not on it."""

    agency_id: int | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a document is; the features are those of `law.normative.Nature` and `Matter`."""

    title: str
    kind: DocumentKind
    joint: tuple[Beside, ...] = ()
    interests: bool = True
    made_public: bool = True
    general: bool = True
    repeatable: bool = True
    excluded: Excluded | None = None
    market: bool = False
    important: bool = False
    secret: bool = False
    interpreted: bool = True
    early: EarlyEffect | None = None
    marked: Marked = Marked.UNKNOWN
    effective_on: date | None = None
    valid_until: date | None = None


@transaction.atomic
def take_up(*, agency_id: int, described: Described, by: Actor, at: datetime, reason: str = "") -> int:
    """Enter a document that is going to be made, and return its number in the register.

    Refused for a rule that this body may not make, and, without a reason, for what the law warns of.
    By whoever drafts for the agency.
    """
    duty = access.require_drafting(by, agency_id)
    take_turn()
    agency = Agency.objects.get(pk=agency_id)
    document = Document(agency=agency, holder=agency, origin=Origin.HERE, at=at, by=by.username)
    describe(document, described)
    weigh([*of_maker(document), *law.check_kind(described.kind, nature_of(document))], reason)
    document.save(force_insert=True)
    set_joint(document, described.joint)
    settle([document.pk], civil_day(at))
    begin_for(document, by, at)
    told("take_up", Held(document, by, at, duty), reason=reason, details={"kind": described.kind.value})
    return document.pk


@transaction.atomic
def redescribe(
    *,
    document_id: int,
    described: Described,
    by: Actor,
    at: datetime,
    reason: str = "",
    revision: int | None = None,
) -> None:
    """Say anew what a document on its way is. Refused once it is issued: then it is corrected, with a reason."""
    document = hold(document_id, revision)
    duty = access.require_drafting(by, document.holder_id)
    if document.issued_on is not None:
        raise Refused("这份文件已经印发，登记内容请用“更正”办理，并写明理由。")
    before = plain(document)
    describe(document, described)
    weigh([*of_maker(document), *law.check_kind(described.kind, nature_of(document))], reason)
    document.save()
    set_joint(document, described.joint)
    settle([document.pk], civil_day(at))
    begin_for(document, by, at)
    after = plain(document)
    changed = sorted(name for name in after if before[name] != after[name])
    told("redescribe", Held(document, by, at, duty), reason=reason, details={"changed": changed})


def describe(document: Document, described: Described) -> None:
    """Put what a document is into its columns. Refused for what cannot be kept."""
    document.title = refuse_without(described.title, TITLE, "文件标题")
    document.title_key = title_key(document.title)
    document.kind = described.kind
    document.trial = any(word in document.title for word in _TRIAL)
    for each in fields(Described):
        if each.name not in ("title", "kind", "joint", "excluded", "early"):
            setattr(document, each.name, getattr(described, each.name))
    document.excluded = described.excluded.value if described.excluded else ""
    document.early = described.early.value if described.early else ""


def of_maker(document: Document) -> Iterable[Finding]:
    """What stands against this body making such a document.   依据：规章制定程序条例第二十七条"""
    maker = law.Maker(BodyKind(document.agency.kind), Level(document.agency.level))
    return law.may_make(DocumentKind(document.kind), maker)


def set_joint(document: Document, joint: Iterable[Beside]) -> None:
    """Put the other bodies in the place of those that were named. Refused for one named twice, or the lead itself."""
    listed = list(joint)
    if len(listed) > MOST_JOINT:
        raise Refused(f"联合制发的机关最多登记{MOST_JOINT}个。")
    known = Agency.objects.in_bulk([each.agency_id for each in listed if each.agency_id])
    rows = []
    for place, each in enumerate(listed, 1):
        agency = known.get(each.agency_id) if each.agency_id else None
        if each.agency_id and agency is None:
            raise Refused("联合制发的机关中有本平台没有登记的，请核对。")
        name = agency.name if agency else refuse_without(each.name, NAME, "联合制发机关名称")
        rows.append(JointBody(document=document, agency=agency, name=name, position=place))
    names = [row.name for row in rows]
    if len(set(names)) < len(names) or document.agency.name in names:
        raise Refused("联合制发的机关重复，或者就是主办机关。请核对，主办机关不用再写。")
    document.joint.all().delete()
    JointBody.objects.bulk_create(rows)


def plain(document: Document) -> dict[str, object]:
    """What was entered of a document, as the log and corrections keep it."""
    kept = ("document_no", "registry_no", "issued_on", "published_on")
    named = (*kept, *(each.name for each in fields(Described) if each.name != "joint"))
    values: dict[str, object] = {}
    for name in named:
        value = getattr(document, name)
        values[name] = (
            value.isoformat() if isinstance(value, date) else (str(value) if value is not None else "")
        )
    values["joint"] = "、".join(document.joint.order_by("position").values_list("name", flat=True))
    return values
