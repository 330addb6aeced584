"""Reads: an item as the pages of channels name it: one that everybody may read, or that the viewer may see on the desk."""

from dataclasses import dataclass

from django.db.models import Q

from gongkai.channels.queries.standing import SHOWN
from gongkai.publication import access as publication
from gongkai.publication.models import Item, Stand
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class ItemLine:
    """An item in a line. `index_no` is empty before it is public for the first time."""

    id: int
    title: str
    index_no: str
    agency_id: int
    agency: str
    stand: Stand

    @property
    def public(self) -> bool:
        """Whether everybody may read it now."""
        return self.stand is Stand.PUBLIC


def item_line(viewer: Actor, item_id: int) -> ItemLine | None:
    """The item; None if there is none that the viewer may know of."""
    known = Q(stand__in=SHOWN) | publication.visible_to(viewer)
    item = Item.objects.filter(known, pk=item_id).select_related("agency").first()
    if item is None:
        return None
    return ItemLine(item.pk, item.title, item.index_no, item.agency_id, item.agency.name, Stand(item.stand))
