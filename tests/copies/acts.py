"""Things that are done with items, one after the other, as chance has it."""

from collections.abc import Sequence
from random import Random

from gongkai.publication import actions
from gongkai.publication.models import Item, Stand, Why
from tests.publication.office import HANDLER, OFFICER, altered, edition, later, published, sign_off
from tests.signoff.office import Office

TOPICS = ("finance", "health", "other")


def anew(item_id: int, at: Office, hours: float, **fields: object) -> None:
    """Another edition goes out."""
    opened = actions.reopen(item_id=item_id, by=at[HANDLER], at=later(hours))
    content = altered(edition(opened), **fields)
    actions.save(edition_id=opened, revision=1, content=content, by=at[HANDLER], at=later(hours))
    sign_off(opened, at)
    actions.publish(edition_id=opened, by=at[OFFICER], at=later(hours + 0.5))


def one_act(at: Office, chance: Random, hours: float, columns: Sequence[int] = ()) -> int:
    """Something is done with some item: its number. New ones go into one of these columns, or the usual one."""
    public = list(Item.objects.filter(stand=Stand.PUBLIC).order_by("pk"))
    back = list(Item.objects.filter(stand=Stand.WITHDRAWN).order_by("pk"))
    kind = chance.choice(["publish", "publish", "withdraw", "restore", "anew"])
    topic = chance.choice(TOPICS)
    where = {"column_id": chance.choice(columns)} if columns else {}
    if kind == "withdraw" and public:
        item = chance.choice(public)
        actions.withdraw(item_id=item.pk, why=Why.ERROR, told="有误。", by=at[OFFICER], at=later(hours))
        return item.pk
    if kind == "restore" and back:
        item = chance.choice(back)
        actions.restore(item_id=item.pk, because="核对无误。", by=at[OFFICER], at=later(hours))
        return item.pk
    if kind == "anew" and public:
        item = chance.choice(public)
        anew(item.pk, at, hours, title=f"新名{hours}", topic=topic, **where)
        return item.pk
    named = f"云府发〔2026〕{len(public) + 1}号"
    said = chance.choice(public).public.document_no if public else ""  # type: ignore[union-attr]
    body = f"<p>根据{said}，现通知如下。</p>" if said else "<p>正文。</p>"
    return published(
        at, hours=hours, topic=topic, title=f"通知{hours}", document_no=named, body=body, **where
    )
