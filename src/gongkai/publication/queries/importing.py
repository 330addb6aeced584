"""Reads: imports of items, how far they are, which rows could not be taken, what is to be looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet, Sum

from gongkai.documents.checking.privacy.kinds import ABOUT, HIDDEN_PART, PICTURE, TABLE, UNSEEN
from gongkai.documents.items.rows import Fault
from gongkai.publication import access
from gongkai.publication.models import ImportFault, ImportRemark, ImportRun, Into, Outcome
from gongkai.records.access import OPERATOR, Actor

PAGE = 50
LOST_PICTURES = "I001"
_LABELS = {about.rule: about.label for about in ABOUT.values()} | {
    TABLE: "人员名单",
    HIDDEN_PART: "附件中不显眼的内容",
    UNSEEN: "没有检查的附件",
    PICTURE: "图片里的拍摄地点和作者",
    LOST_PICTURES: "正文中的图片没有随文件导入",
}


@dataclass(frozen=True, slots=True)
class RunRow:
    """One import. `total` and `next_row` count rows; `outcome` None: it has not ended. `uploaded`: workers go on with it."""

    id: int
    agency_id: int
    agency: str
    agency_slug: str
    name: str
    into: Into
    source: str
    total: int
    next_row: int
    kept: int
    known: int
    refused: int
    started_at: datetime
    started_by: str
    begun_at: datetime | None
    ended_at: datetime | None
    outcome: Outcome | None
    message: str
    uploaded: bool

    @property
    def waits(self) -> bool:
        """It has not been confirmed yet."""
        return self.begun_at is None and self.ended_at is None

    @property
    def runs(self) -> bool:
        """It is set going and has not ended."""
        return self.begun_at is not None and self.ended_at is None

    @property
    def label(self) -> str:
        """Its state in a word."""
        if self.outcome:
            return self.outcome.label
        return "待确认" if self.waits else "导入中"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What was met in imported items: in how many, how often."""

    rule: str
    label: str
    items: int
    times: int


@dataclass(frozen=True, slots=True)
class Remarked:
    """An imported item to be looked at, with the rules that it meets."""

    item_id: int
    title: str
    index_no: str
    labels: tuple[str, ...]


def imports(viewer: Actor, *, agency_id: int | None = None) -> list[RunRow]:
    """The last imports of the agencies that somebody imports for, newest first; one query."""
    found = _visible(viewer)
    if agency_id is not None:
        found = found.filter(agency=agency_id)
    return [_row(run) for run in found.order_by("-pk")[:PAGE]]


def one_import(run_id: int, viewer: Actor) -> RunRow | None:
    """An import; None if there is none, or the viewer does not import for its agency."""
    run = _visible(viewer).filter(pk=run_id).first()
    return _row(run) if run else None


def interrupted(viewer: Actor, agency_id: int, fingerprint: str) -> RunRow | None:
    """The last import of exactly this source from disk that has not come to its end; None without one."""
    found = _visible(viewer).filter(agency=agency_id, fingerprint=fingerprint, file__isnull=True)
    run = found.exclude(outcome=Outcome.DONE).order_by("-pk").first()
    return _row(run) if run else None


def faults(run_id: int, viewer: Actor, *, most: int = PAGE) -> list[Fault]:
    """The first rows that were not taken."""
    return list(all_faults(run_id, viewer, most=most))


def all_faults(run_id: int, viewer: Actor, *, most: int | None = None) -> Iterator[Fault]:
    """Every row that was not taken, read as it is asked for."""
    found = ImportFault.objects.filter(run__in=_visible(viewer), run=run_id).order_by("row", "pk")
    rows = found.values_list("row", "where", "message")[:most]
    return (Fault(*row) for row in rows.iterator(chunk_size=1_000))


def remarks(run_id: int, viewer: Actor) -> list[RuleRow]:
    """What is to be looked at in imported items, by rule; one query."""
    found = (
        ImportRemark.objects.filter(run__in=_visible(viewer), run=run_id)
        .values_list("rule")
        .annotate(items=Count("item"), times=Sum("times"))
        .order_by("rule")
    )
    return [RuleRow(rule, rule_label(rule), items, times) for rule, items, times in found]


def remarked(run_id: int, viewer: Actor, *, after: int = 0, most: int = PAGE) -> list[Remarked]:
    """The items to be looked at, by their number, from behind this one on; two queries."""
    there = ImportRemark.objects.filter(run__in=_visible(viewer), run=run_id)
    ids = there.filter(item__gt=after).order_by("item").values_list("item", flat=True).distinct()[:most]
    found: dict[int, Remarked] = {}
    rows = there.filter(item__in=list(ids)).order_by("item", "rule")
    for item_id, title, index_no, rule in rows.values_list("item", "item__title", "item__index_no", "rule"):
        known = found.get(item_id, Remarked(item_id, title, index_no, ()))
        found[item_id] = Remarked(item_id, title, index_no, (*known.labels, rule_label(rule)))
    return list(found.values())


def rule_label(rule: str) -> str:
    """A rule in words."""
    return _LABELS.get(rule, rule)


def _visible(viewer: Actor) -> QuerySet[ImportRun]:
    reach = Q() if viewer is OPERATOR else Q(agency__in=viewer.reach(access.IMPORTERS))
    return ImportRun.objects.filter(reach).select_related("agency")


def _row(run: ImportRun) -> RunRow:
    return RunRow(
        id=run.pk,
        agency_id=run.agency_id,
        agency=run.agency.name,
        agency_slug=run.agency.slug,
        name=run.name,
        into=Into(run.into),
        source=run.source,
        total=run.total,
        next_row=run.next_row,
        kept=run.kept,
        known=run.known,
        refused=run.refused,
        started_at=run.started_at,
        started_by=run.started_by,
        begun_at=run.begun_at,
        ended_at=run.ended_at,
        outcome=Outcome(run.outcome) if run.outcome else None,
        message=run.message,
        uploaded=run.file_id is not None,
    )
