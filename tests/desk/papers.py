"""Items of information in the world of the desk: drafted with a file and a picture, on their way, withheld."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from gongkai.agencies.queries import AgencyRow
from gongkai.law.duties.attribute import Attribute
from gongkai.publication import actions
from gongkai.publication.access import KIND
from gongkai.publication.actions.holding import seal
from gongkai.publication.models import (
    Attachment,
    Column,
    ColumnKind,
    Edition,
    ImportFault,
    ImportRun,
    Into,
    Item,
    Stand,
    Use,
    Withholding,
)
from gongkai.publication.queries.content import Content
from gongkai.records.access import Actor
from gongkai.signoff import actions as signoff

PICTURE = "tu1.png"
PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


@dataclass(frozen=True)
class Papers:
    """What an agency has: the numbers of a draft with its edition, attachment and stored file, of a sent item, of one
    that can be sent, of an entry of the register, of an import.
    """

    item: int
    edition: int
    file: int
    stored: int
    sent: int
    digest: str
    ready: int
    withheld: int
    run: int


def column() -> Column:
    given: dict[str, Any] = {
        "title": "通知公告",
        "kind": ColumnKind.NOTICE,
        "begins_on": date(2019, 5, 15),
    }
    return Column.objects.get_or_create(owner=None, key="tzgg", defaults=given)[0]


def papers(agency: AgencyRow, writer: Actor, at: datetime, mark: str = "") -> Papers:
    """Papers of an agency, all written by one person; `mark` is put into everything that can be read of them."""
    draft = drafted(agency, writer, at, f"{agency.name}{mark}草稿的通知", mark)
    for name, use in ((f"{mark}附件.png", Use.ATTACHMENT), (PICTURE, Use.IMAGE)):
        actions.attach(edition_id=draft, data=PIXEL, name=name, by=writer, at=at, use=use)
    sent = drafted(agency, writer, at, f"{agency.name}{mark}送审的通知", mark)
    ready = drafted(agency, writer, at, f"{agency.name}关于{mark}防汛准备工作的通知", mark, picture="")
    actions.schedule(
        edition_id=ready, publish_after=at + timedelta(days=9), expires_on=None, by=writer, at=at
    )
    edition = Edition.objects.get(pk=draft)
    attached = Attachment.objects.get(edition=draft, use=Use.ATTACHMENT)
    return Papers(
        item=edition.item_id,
        edition=draft,
        file=attached.pk,
        stored=attached.file_id,
        sent=Edition.objects.get(pk=sent).item_id,
        digest=on_its_way(sent, writer, at),
        ready=Edition.objects.get(pk=ready).item_id,
        withheld=withheld(agency, writer, at, mark),
        run=imported(agency, writer, at, mark),
    )


def imported(agency: AgencyRow, writer: Actor, at: datetime, mark: str = "") -> int:
    """An import that waits for somebody to confirm it, with a row that cannot be taken."""
    made = ImportRun.objects.create(
        agency_id=agency.id,
        name=f"{mark}旧站.jsonl",
        into=Into.DRAFTS,
        total=1,
        started_at=at,
        started_by=writer.username,
    )
    ImportFault.objects.create(run=made, row=1, message=f"{mark}没有填写标题。")
    return made.pk


def drafted(
    agency: AgencyRow, writer: Actor, at: datetime, title: str, mark: str = "", picture: str = PICTURE
) -> int:
    """A draft that has everything."""
    shown = f'<p><img src="attachments/{picture}" alt="图"></p>' if picture else ""
    content = Content(
        title=title,
        body=f"<p>各单位：</p><p>{mark}请做好准备。</p>{shown}",
        column_id=column().pk,
        summary=f"{mark}通知各单位。",
        written_on=date(2026, 2, 27),
        issuing_body=agency.name,
        topic="other",
        genre="notice",
    )
    return actions.draft(agency_id=agency.id, content=content, by=writer, at=at)


def on_its_way(edition_id: int, writer: Actor, at: datetime) -> str:
    """An edition goes into sign-off, its checks aside; returns its digest."""
    edition = Edition.objects.select_related("item").get(pk=edition_id)
    digest = seal(edition)
    edition.round_id = signoff.start(
        kind=KIND.key,
        subject=f"item:{edition.item_id}",
        title=edition.title,
        digest=digest,
        agency_id=edition.item.agency_id,
        by=writer,
        at=at,
    )
    edition.save(update_fields=["round"])
    return digest


def withheld(agency: AgencyRow, writer: Actor, at: datetime, mark: str = "") -> int:
    """An entry of the register, which is due to be looked at; sign-off aside."""
    edition_id = drafted(agency, writer, at, f"{agency.name}{mark}不公开的通知", mark)
    edition = Edition.objects.get(pk=edition_id)
    Edition.objects.filter(pk=edition_id).update(
        ended_at=at, ended_because="登记为不主动公开", attribute=Attribute.NOT_OPEN
    )
    Item.objects.filter(pk=edition.item_id).update(stand=Stand.WITHHELD)
    return Withholding.objects.create(
        item_id=edition.item_id,
        agency_id=agency.id,
        edition_id=edition_id,
        attribute=Attribute.NOT_OPEN,
        grounds=["exempt_process"],
        reasons=f"{mark}属于过程性信息。",
        decided_on=date(2025, 3, 3),
        degree="confidential",
        classified_on=date(2025, 3, 3),
        look_on=date(2026, 3, 2),
    ).pk


def public(item_id: int, at: datetime, index_no: str) -> None:
    """An item is public, everything that leads there aside."""
    edition = Edition.objects.get(item=item_id, published_at__isnull=True, ended_at__isnull=True)
    Edition.objects.filter(pk=edition.pk).update(published_at=at)
    Item.objects.filter(pk=item_id).update(
        stand=Stand.PUBLIC, public=edition, published_at=at, first_published_at=at, index_no=index_no
    )
