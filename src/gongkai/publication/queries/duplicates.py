"""Reads: items that say the same already: by document number, by title, by text."""

import re
from dataclasses import dataclass

from django.db.models import Q

from gongkai.publication.models import Edition, Stand

_NOT_LETTERS = re.compile(r"[\W_]+")
_MOST = 5


@dataclass(frozen=True, slots=True)
class Double:
    """Another item that seems to be the same. `because`: what is the same, in Chinese."""

    item_id: int
    title: str
    because: str
    public: bool


def title_key(title: str) -> str:
    """A title without blanks and punctuation: what stays the same when it is typed again."""
    return _NOT_LETTERS.sub("", title).casefold()[:200]


def doubles(edition: Edition) -> list[Double]:
    """Other items of the agency whose newest words carry the same document number or title; the first few, two queries at most."""
    same = Q()
    if edition.document_no:
        same |= Q(document_no=edition.document_no)
    if edition.title_key:
        same |= Q(title_key=edition.title_key)
    if not same:
        return []
    found = (
        Edition.objects.filter(same, item__agency=edition.item.agency_id)
        .exclude(item=edition.item_id)
        .exclude(item__stand__in=[Stand.DROPPED, Stand.REMOVED])
        .order_by("-pk")
        .values_list("item", "title", "document_no", "item__stand")
    )
    seen: dict[int, Double] = {}
    for item_id, title, document_no, stand in found[: _MOST * 4]:
        number = bool(edition.document_no) and document_no == edition.document_no
        because = f"发文字号同为{document_no}" if number else "标题相同"
        seen.setdefault(item_id, Double(item_id, title, because, stand == Stand.PUBLIC))
    return list(seen.values())[:_MOST]
