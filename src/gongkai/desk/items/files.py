"""The pictures of items, for whoever may see the item."""

from urllib.parse import unquote

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.acting.stored import handed
from gongkai.publication.queries.editions import picture_of


@require_safe
def picture(request: DeskRequest, item_id: int, edition_id: int, name: str) -> HttpResponseBase:
    """A picture of a text. It is read with the text, and no more logged than that."""
    found = picture_of(item_id, edition_id, unquote(name), request.actor)
    if found is None:
        raise Http404
    return handed(request, found.file_id, logged=False)
