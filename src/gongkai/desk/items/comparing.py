"""Two editions of an item beside each other."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.items.item import seen
from gongkai.publication.queries.comparing import differences
from gongkai.publication.queries.editions import EditionRow, FileOf, ItemCard, edition


@require_safe
def compared(request: DeskRequest, item_id: int) -> HttpResponse:
    """What changed from one edition to another: from the last but one to the last where nobody says."""
    held = seen(request, item_id)
    new = _chosen(request, held, "new", held.editions[0].id)
    old = _chosen(request, held, "old", _before(held, new.id))
    context = {
        "item": held,
        "old": old,
        "new": new,
        "found": differences(old.content, new.content, held.agency_id),
        "came": _without(new.files, old.files),
        "went": _without(old.files, new.files),
    }
    return render(request, "desk/items/compare.html", context)


def _chosen(request: DeskRequest, held: ItemCard, name: str, otherwise: int) -> EditionRow:
    given = request.GET.get(name, "")
    ids = {str(each.id): each.id for each in held.editions}
    found = edition(ids.get(given, otherwise), request.actor)
    if found is None:
        raise Http404
    return found


def _before(held: ItemCard, edition_id: int) -> int:
    """The edition before one; the first one itself."""
    ids = [each.id for each in held.editions]
    return ids[min(ids.index(edition_id) + 1, len(ids) - 1)]


def _without(files: tuple[FileOf, ...], others: tuple[FileOf, ...]) -> list[FileOf]:
    known = {(one.use, one.name, one.digest) for one in others}
    return [one for one in files if (one.use, one.name, one.digest) not in known]
