"""What tests of public items share: items with files, their addresses, what is fetched there."""

from typing import Any

from django.http import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import reverse

from gongkai.publication import actions
from gongkai.publication.models import Edition, Item, Use
from tests.publication.office import (
    HANDLER,
    NOON,
    OFFICER,
    draft,
    edition,
    later,
    sign_off,
)
from tests.signoff.office import Office

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c636060606000000005000165f3ff2a0000000049454e44ae426082"
)


def index_of(item_id: int) -> str:
    return Item.objects.get(pk=item_id).index_no


def shown_edition(item_id: int) -> Edition:
    """The edition that is public now."""
    return edition(Item.objects.get(pk=item_id).public_id or 0)


def address(item_id: int) -> str:
    return reverse("item", args=[index_of(item_id)])


def got(path: str, **headers: str) -> HttpResponseBase:
    return Client().get(path, headers=headers)


def data_of(answer: HttpResponseBase) -> bytes:
    assert isinstance(answer, StreamingHttpResponse)
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def with_files(at: Office, **changes: Any) -> int:
    """A public item with an attachment, a picture of its text and the original; its number."""
    edition_id = draft(at, **changes)
    for name, use in (("附表.txt", Use.ATTACHMENT), ("p1.png", Use.IMAGE), ("原稿.txt", Use.ORIGINAL)):
        content = PNG if name.endswith("png") else f"{name}的内容".encode()
        actions.attach(edition_id=edition_id, data=content, name=name, by=at[HANDLER], at=NOON, use=use)
    sign_off(edition_id, at)
    actions.publish(edition_id=edition_id, by=at[OFFICER], at=later(5))
    return edition(edition_id).item_id
