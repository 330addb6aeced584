"""Writes: what a platform exported is taken in, all rows or none, once for each file; and taken back as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from gongkai.channels import access
from gongkai.channels.actions.carriers import hold_carrier
from gongkai.channels.actions.import_plan import Plan, What, planned
from gongkai.channels.actions.import_rows import Into, add_posts, add_tallies
from gongkai.channels.actions.standing import settle_posts, settle_tallies
from gongkai.channels.models import Carrier, CarrierKind, Intake, IntakeVoid, Post, PostVoid, Tally, TallyVoid
from gongkai.documents.spreadsheets import Fault
from gongkai.records.access import Actor
from gongkai.records.actions.files import FileRefused, Received, store
from gongkai.records.actions.log import log
from gongkai.records.actions.previews import open_previewed, until
from gongkai.records.actions.refused import Refused, refuse_without
from gongkai.records.queries.files import path_of
from gongkai.records.queries.numbers import civil_day

KINDS = frozenset({"xlsx", "csv", "txt"})
"""The kinds of files that an import takes."""

DONE_BEFORE = "这个文件已经导入过（第 {before} 次导入），没有重复导入。要重新导入的，请先撤销那一次。"
NOTHING = "文件里没有可以导入的行。"
NO_INTAKE = "没有这次导入，或者它已被撤销。请刷新后再看。"


class RowsRefused(Refused):
    """A file with mistakes: every one with its row and column. Nothing was taken in."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(f"文件中有 {len(faults)} 处错误，没有导入任何内容。")
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, and the file that was kept for it."""

    plan: Plan
    file_id: int


@transaction.atomic
def preview_posts(*, carrier_id: int, taken: Received, by: Actor, at: datetime) -> Preview:
    """Try an import out, and keep its file for as long as a preview waits. Nothing else is written.

    By whoever imports for the carrier's agency. RowsRefused with every mistake; Refused for a file that was taken in already;
    Unreadable for one that is no export; FileRefused for one in which the scanner found something.
    """
    carrier = hold_carrier(carrier_id)
    access.require_importing(by, carrier.agency_id)
    if taken.threat:
        raise FileRefused(taken.name, f"查毒发现 {taken.threat}，没有导入。")
    data = path_of(taken.digest).read_bytes()
    plan = _fit_plan(carrier, data, taken.name, civil_day(at))
    kept = store(data=taken, agency_id=carrier.agency_id, by=by, at=at, kinds=KINDS, until=until(at))
    return Preview(plan, kept.id)


@transaction.atomic
def import_previewed(
    *, carrier_id: int, file_id: int, as_of: date, chosen: Mapping[int, int], by: Actor, at: datetime
) -> int:
    """Take in the file of a preview; the number of the intake. By whoever made the preview.

    `as_of`: the day of the figures. `chosen`: for a row that may be several items, which it is; any other is a text of its own.
    Refused as `import_posts`. FileRefused where the bytes are no longer those that were kept.
    """
    kept = open_previewed(file_id=file_id, by=by)
    data = b"".join(kept.chunks)
    return import_posts(
        carrier_id=carrier_id,
        data=data,
        name=kept.file.name,
        as_of=as_of,
        chosen=chosen,
        file_id=file_id,
        by=by,
        at=at,
    )


@transaction.atomic
def import_posts(
    *,
    carrier_id: int,
    data: bytes,
    name: str,
    as_of: date,
    by: Actor,
    at: datetime,
    chosen: Mapping[int, int] | None = None,
    file_id: int | None = None,
) -> int:
    """Take in an export of a platform: all rows or none; the number of the intake.

    By whoever imports for the carrier's agency. A row whose address, or whose title and day, stands on the carrier already
    brings its figures alone. RowsRefused with every mistake; Refused for a file that was taken in before, and for figures of a
    day to come.
    """
    carrier = hold_carrier(carrier_id)
    duty = access.require_importing(by, carrier.agency_id)
    if as_of > civil_day(at):
        raise Refused("统计日期在今天之后，请核对。")
    plan = _fit_plan(carrier, data, name, civil_day(at))
    made = Intake.objects.create(
        carrier=carrier,
        file_id=file_id,
        name=name[:200],
        digest=sha256(data).hexdigest(),
        columns=dict(plan.columns),
        as_of=as_of,
        rows=len(plan.steps),
        added=plan.many(What.ITEM) + plan.many(What.PIECE),
        known=plan.many(What.KNOWN),
        counted=plan.counted,
        at=at,
        by=by.username,
    )
    _carry_out(plan, chosen or {}, Into(made, carrier, by, at))
    details = {"carrier": carrier.pk, "rows": made.rows, "added": made.added, "counted": made.counted}
    log(
        "channels.import",
        f"intake:{made.pk}",
        by=by,
        at=at,
        duty=duty,
        agency_id=carrier.agency_id,
        version=made.digest,
        details=details,
    )
    return made.pk


def try_posts(*, carrier_id: int, data: bytes, name: str, by: Actor, at: datetime) -> Plan:
    """What an import would do; nothing is written. RowsRefused, Refused and Unreadable as `import_posts`."""
    carrier = Carrier.objects.filter(pk=carrier_id).first()
    if carrier is None:
        raise Refused("没有这个载体。")
    access.require_importing(by, carrier.agency_id)
    return _fit_plan(carrier, data, name, civil_day(at))


@transaction.atomic
def take_back_import(*, intake_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take back all that came of a file: its posts and its figures. Refused without a reason, and where it was done already."""
    intake = Intake.objects.select_for_update(no_key=True).filter(pk=intake_id).first()
    if intake is None or IntakeVoid.objects.filter(intake=intake_id).exists():
        raise Refused(NO_INTAKE)
    carrier = hold_carrier(intake.carrier_id)
    duty = access.require_importing(by, carrier.agency_id)
    told = refuse_without(reason, 200, "撤销原因")
    said = {"reason": told, "at": at, "by": by.username}
    IntakeVoid.objects.create(intake=intake, **said)
    posts = list(Post.objects.filter(intake=intake_id, void__isnull=True))
    PostVoid.objects.bulk_create(PostVoid(post=post, **said) for post in posts)
    tallies = list(Tally.objects.filter(intake=intake_id, void__isnull=True))
    TallyVoid.objects.bulk_create(TallyVoid(tally=tally, **said) for tally in tallies)
    settle_posts(
        item_ids=[post.item_id for post in posts if post.item_id],
        piece_ids=[post.piece_id for post in posts if post.piece_id],
    )
    settle_tallies([tally.post_id for tally in tallies])
    log(
        "channels.take_back_import",
        f"intake:{intake_id}",
        by=by,
        at=at,
        duty=duty,
        agency_id=carrier.agency_id,
        reason=told,
        details={"posts": len(posts), "figures": len(tallies)},
    )


def _fit_plan(carrier: Carrier, data: bytes, name: str, on: date) -> Plan:
    if not CarrierKind(carrier.kind).online and carrier.kind != CarrierKind.GAZETTE:
        raise Refused("线下载体没有平台导出的数据，请逐条登记。")
    plan = planned(carrier, data, name, sha256(data).hexdigest(), on)
    if plan.before is not None:
        raise Refused(DONE_BEFORE.format(before=plan.before))
    if plan.faults:
        raise RowsRefused(plan.faults)
    if not plan.steps:
        raise Refused(NOTHING)
    return plan


def _carry_out(plan: Plan, chosen: Mapping[int, int], into: Into) -> None:
    posts = add_posts(plan.steps, chosen, into)
    told = add_tallies(plan.steps, posts, into)
    settle_posts(
        item_ids=[post.item_id for post in posts.values() if post.item_id],
        piece_ids=[post.piece_id for post in posts.values() if post.piece_id],
    )
    settle_tallies(told)
