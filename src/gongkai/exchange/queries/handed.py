"""Reads: what systems handed in, and where it stands."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet

from gongkai.exchange.models import HandedIn
from gongkai.law.signing.standing import Verdict
from gongkai.publication.models import Edition, Item, Stand
from gongkai.publication.queries.checks import Check, check_edition
from gongkai.publication.queries.content import Content, content_of
from gongkai.publication.queries.items import State, state_of
from gongkai.signoff.models import Opinion, Round

_MOST = 1 << 63


class Stage(StrEnum):
    """Where a draft stands, as the system that handed it in is told."""

    DRAFT = "draft"
    IN_HAND = "in_hand"
    IN_SIGN_OFF = "in_sign_off"
    RETURNED = "returned"
    APPROVED = "approved"
    PUBLISHED = "published"
    WITHHELD = "withheld"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The words beside it."""
        return {
            "draft": "草稿，接口还可以改",
            "in_hand": "工作人员已经接手",
            "in_sign_off": "审签中",
            "returned": "退回修改",
            "approved": "审签完成，等待发布",
            "published": "已公开",
            "withheld": "不主动公开",
            "withdrawn": "公开后撤回或者到期下架",
            "dropped": "已作废",
        }[self.value]


@dataclass(frozen=True, slots=True)
class File:
    """A file of a draft."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A draft that a system handed in. `tag` names its present text; `because`: why it was returned or dropped.

    `content`, `files`, `checks`: while it is the system's own draft; afterwards what people write is theirs.
    """

    item_id: int
    number: str
    stage: Stage
    title: str
    at: datetime
    because: str
    index_no: str
    tag: str
    content: Content | None
    files: tuple[File, ...]
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """From which system an item came, what it is called there, and when."""

    system: str
    number: str
    at: datetime


def handed(system_id: int, item_id: int, at: datetime) -> Handed | None:
    """What a system handed in; None for what there is not, and for what another one handed in."""
    mine = of_system(system_id, item_id).select_related("item").first()
    if mine is None:
        return None
    editions = Edition.objects.filter(item_id=item_id).select_related(
        "round", "column", "item__agency__parent"
    )
    newest = editions.order_by("-number")[:1].get()
    stage = _stage(mine.item, newest)
    own = stage is Stage.DRAFT
    return Handed(
        item_id,
        mine.number,
        stage,
        newest.title if own else mine.item.title,
        mine.at,
        _because(newest, stage),
        mine.item.index_no,
        tag_of(newest),
        content_of(newest) if own else None,
        _files(newest) if own else (),
        tuple(check_edition(newest, at)) if own else (),
    )


def of_system(system_id: int, item_id: int) -> QuerySet[HandedIn]:
    """The row of what a system handed in; nothing for a number that no row can have."""
    number = item_id if item_id < _MOST else 0
    return HandedIn.objects.filter(system_id=system_id, item_id=number)


def origin(item_id: int) -> Origin | None:
    """From which system an item came; None for what people drafted. One query."""
    found = HandedIn.objects.filter(item_id=item_id).select_related("system").first()
    return Origin(found.system.name, found.number, found.at) if found else None


def tag_of(edition: Edition) -> str:
    """What names a text of a draft: another one has another tag."""
    return f"e{edition.number}r{edition.revision}"


def _stage(item: Item, newest: Edition) -> Stage:
    public = {
        Stand.PUBLIC: Stage.PUBLISHED,
        Stand.WITHHELD: Stage.WITHHELD,
        Stand.WITHDRAWN: Stage.WITHDRAWN,
        Stand.EXPIRED: Stage.WITHDRAWN,
        Stand.REMOVED: Stage.WITHDRAWN,
        Stand.DROPPED: Stage.DROPPED,
    }
    if (stage := public.get(Stand(item.stand))) is not None:
        return stage
    if newest.round is None:
        return Stage.DRAFT if newest.saved_by_id is None else Stage.IN_HAND
    state = state_of(newest)
    if state is State.APPROVED:
        return Stage.APPROVED
    return Stage.RETURNED if _returned(newest.round) else Stage.IN_SIGN_OFF


def _returned(held: Round) -> bool:
    """Whether a text is with its drafter again: by a return, or because its sign-off was stopped."""
    return held.outcome == "stopped" or held.turns.filter(step="draft").exists()


def _because(newest: Edition, stage: Stage) -> str:
    if stage is Stage.DROPPED:
        return newest.ended_because
    if stage is not Stage.RETURNED or newest.round is None:
        return ""
    said = Opinion.objects.filter(round=newest.round, verdict=Verdict.RETURN).order_by("-number").first()
    return said.text if said else ""


def _files(newest: Edition) -> tuple[File, ...]:
    found = newest.attachments.select_related("file").order_by("position")
    return tuple(File(one.name, one.file.size, one.file.digest) for one in found)
