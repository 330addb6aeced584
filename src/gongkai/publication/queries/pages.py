"""Reads: what the page of a public item is called and whose it is, by its index number."""

from gongkai.publication.models import Item, Stand


def agency_of_item(index_no: str) -> int | None:
    """The agency of an item that is or was public, by number."""
    return Item.objects.filter(index_no=index_no).values_list("agency", flat=True).first()


def title_of_item(index_no: str) -> str | None:
    """The title of an item that is public now."""
    found = Item.objects.filter(index_no=index_no, stand=Stand.PUBLIC).values_list("title", flat=True)
    return found.first() if index_no else None
