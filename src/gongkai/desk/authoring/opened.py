"""The edition in work of an item, for whoever writes it."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404

from gongkai.desk.acting.request import DeskRequest
from gongkai.publication import access
from gongkai.publication.queries.editions import EditionRow, FileOf, ItemCard, card, edition
from gongkai.publication.queries.items import State

NOTHING_OPEN = "这条信息现在没有正在办理的稿件。需要修改的，请在信息页上另起新版。"


@dataclass(frozen=True, slots=True)
class Open:
    """An item with its edition in work."""

    item: ItemCard
    edition: EditionRow

    @property
    def attachments(self) -> tuple[FileOf, ...]:
        """What is published with the text."""
        return tuple(one for one in self.edition.files if one.use == "attachment")

    @property
    def original(self) -> FileOf | None:
        """The file from which the text came."""
        return next((one for one in self.edition.files if one.use == "original"), None)

    @property
    def is_draft(self) -> bool:
        """Whether it is with its drafter, so that a change voids nothing."""
        return self.edition.state is State.DRAFT


def opened(request: DeskRequest, item_id: int) -> Open:
    """The edition in work. Not found for whoever may not see the item; PermissionDenied for others than its writers."""
    held = card(item_id, request.actor)
    if held is None:
        raise Http404
    access.require_writing(request.actor, held.agency_id)
    found = edition(held.open_edition, request.actor) if held.open_edition else None
    if found is None:
        raise PermissionDenied(NOTHING_OPEN)
    return Open(held, found)
