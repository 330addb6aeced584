"""Reads: what is given in answer to an application, and what of it is withheld."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.models import Decision, Material, RedactionOrder
from gongkai.applications.models.redaction import Outcome
from gongkai.applications.queries.withholding import Marking, marking, title_of
from gongkai.documents.letters.letter import Withheld
from gongkai.documents.media.kinds import IMAGES, by_media_type
from gongkai.records.access import Actor
from gongkai.records.queries.jobs import given_up
from gongkai.records.queries.opening import open_unlogged

JOB = "applications.redact_material"
"""The job that takes out what is marked; each order is the key of one."""
STOPPED = (
    "系统试了几次，都没有处理完，已经停下来。标记都在，原件没有改动。请再试一次；仍然没有完成的，"
    "请联系系统管理员查看后台任务，或者把文件拆分后重新添加。"
)
MASKABLE = frozenset({"pdf", "docx"}) | IMAGES
"""Kinds of files out of which parts can be taken; of the others nothing but the whole can be given."""


class Ready(StrEnum):
    """How far a document is: nobody has said what of it is withheld, places are marked, a job is at it, that job was given up,
    parts are taken out, all is given."""

    WAITING = "waiting"
    MARKED = "marked"
    WORKING = "working"
    STUCK = "stuck"
    REDACTED = "redacted"
    WHOLE = "whole"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "waiting": "待处理",
            "marked": "已标记，待处理",
            "working": "处理中",
            "stuck": "没有完成",
            "redacted": "已区分处理",
            "whole": "整件提供",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Ordered:
    """The last order to take out what is marked: of which state, by whom, when; `problem`: why nothing came of it.

    `stuck`: it stands open, but nothing will come of it any more: its job was given up.
    """

    revision: int
    by: str
    at: datetime
    open: bool
    problem: str
    stuck: bool = False


@dataclass(frozen=True, slots=True)
class MaterialCard:
    """One document of an answer. `kind`: as in media.kinds; `may`: the viewer may change it now; `signing`: it is in sign-off.

    `ordered`: the last order to take something out of it, None before the first.
    """

    id: int
    application_id: int
    application: str
    agency_id: int
    name: str
    kind: str
    kind_label: str
    size: int
    original_id: int
    given_id: int | None
    ready: Ready
    marks: tuple[Marking, ...]
    report: dict[str, Any]
    revision: int
    saved_by: str
    saved_at: datetime
    may: bool
    signing: bool
    ordered: Ordered | None = None

    @property
    def maskable(self) -> bool:
        """Whether parts can be taken out of it."""
        return self.kind in MASKABLE

    @property
    def paged(self) -> bool:
        """Whether it is marked by boxes on its pages: a picture is a page, too."""
        return self.kind in MASKABLE and self.kind != "docx"

    @property
    def picture(self) -> bool:
        """Whether it is a picture, in which no text can be found."""
        return self.kind in IMAGES

    @property
    def problem(self) -> str:
        """Why what is marked now was not taken out, "" where nothing was in the way."""
        said = self.ordered
        return said.problem if said and said.revision == self.revision else ""


def given_with(application_id: int) -> tuple[tuple[str, ...], tuple[Withheld, ...]]:
    """The names of what goes with the answer, and each thing that was taken out of it, with its ground."""
    return named(of_answer(application_id))


def named(found: Sequence[Material]) -> tuple[tuple[str, ...], tuple[Withheld, ...]]:
    """As `given_with`, of documents that were read already."""
    withheld = tuple(Withheld(**entry) for each in found for entry in each.report.get("withheld", ()))
    return tuple(title_of(each.name) for each in found), withheld


def of_answer(application_id: int) -> list[Material]:
    """The documents that belong to the answer, in their order, with the files that leave where they are made."""
    kept = Material.objects.filter(application=application_id, dropped_at__isnull=True)
    return list(kept.select_related("given").order_by("pk"))


def materials_of(viewer: Actor, application_id: int) -> list[MaterialCard]:
    """The documents of an answer for whoever may see the application, else none; a constant number of queries."""
    return _cards(viewer, application_id=application_id) if access.sees(viewer, application_id) else []


def material(viewer: Actor, application_id: int, material_id: int) -> MaterialCard | None:
    """One of them; None where it does not belong to the answer or the viewer may not see the application."""
    if not access.sees(viewer, application_id):
        return None
    return next(iter(_cards(viewer, application_id=application_id, pk=material_id)), None)


def content(file_id: int) -> bytes:
    """The bytes of a file, for whoever may see the document. FileRefused while it is held back."""
    return b"".join(open_unlogged(file_id).chunks)


def _cards(viewer: Actor, **which: int) -> list[MaterialCard]:
    found = list(
        Material.objects.filter(dropped_at__isnull=True, **which)
        .select_related("application__agency", "original", "given", "saved_by")
        .order_by("pk")
    )
    if not found:
        return []
    application = found[0].application
    may = Act.MATERIAL in access.possible(viewer, application)
    signing = Decision.objects.filter(
        application=application,
        issued_at__isnull=True,
        dropped_at__isnull=True,
        round__isnull=False,
        round__outcome__in=["", "approved"],
    ).exists()
    orders = _orders(found)
    return [_card(each, may, signing, orders.get(each.pk)) for each in found]


def _orders(found: Sequence[Material]) -> dict[int, Ordered]:
    """The last order of each document."""
    orders = RedactionOrder.objects.filter(material__in=[each.pk for each in found])
    last = {each.material_id: each for each in orders.select_related("ordered_by").order_by("pk")}
    ended = stuck([each for each in last.values() if each.ended_at is None])
    return {number: _ordered(each, each.pk in ended) for number, each in last.items()}


def stuck(orders: Sequence[RedactionOrder]) -> frozenset[int]:
    """Which of these open orders nothing will come of: their job failed for good, and nobody has run it again."""
    if not orders:
        return frozenset()
    return frozenset(map(int, given_up(JOB, [str(each.pk) for each in orders])))


def _ordered(order: RedactionOrder, no_more: bool) -> Ordered:
    return Ordered(
        order.revision,
        order.ordered_by.name,
        order.ordered_at,
        open=order.ended_at is None,
        problem=STOPPED if no_more else order.problem if order.outcome == Outcome.FAILED else "",
        stuck=no_more,
    )


def _card(each: Material, may: bool, signing: bool, ordered: Ordered | None) -> MaterialCard:
    kind = by_media_type(each.original.media_type)
    return MaterialCard(
        id=each.pk,
        application_id=each.application_id,
        application=each.application.number,
        agency_id=each.application.agency_id,
        name=each.name,
        kind=kind.name if kind else "",
        kind_label=kind.label if kind else each.original.media_type,
        size=each.original.size,
        original_id=each.original_id,
        given_id=each.given_id,
        ready=_ready(each, ordered),
        marks=tuple(marking(entry) for entry in each.marks),
        report=each.report,
        revision=each.revision,
        saved_by=each.saved_by.name,
        saved_at=each.saved_at,
        may=may,
        signing=signing,
        ordered=ordered,
    )


def _ready(each: Material, ordered: Ordered | None) -> Ready:
    if ordered is not None and ordered.open:
        return Ready.STUCK if ordered.stuck else Ready.WORKING
    if each.given_id is None:
        return Ready.MARKED if each.marks else Ready.WAITING
    return Ready.WHOLE if each.whole else Ready.REDACTED
