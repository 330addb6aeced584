"""One item on its page: how it stands, what can be done now, the text as it will look, what happened to it."""

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from gongkai.applications.queries.proposals import behind_item
from gongkai.desk.acting.request import DeskRequest
from gongkai.desk.items.options import Can, may, offered
from gongkai.exchange.queries.handed import origin
from gongkai.publication.queries import Use
from gongkai.publication.queries.comparing import in_words
from gongkai.publication.queries.editions import EditionRow, ItemCard, card, edition
from gongkai.publication.queries.mentions import where_used
from gongkai.publication.queries.showing import as_page
from gongkai.publication.queries.withheld import entry_of_item
from gongkai.records.queries.log import history
from gongkai.signoff.queries.passage import passage
from gongkai.signoff.queries.rounds import seen_round

LOGGED = 20


@require_safe
def item(request: DeskRequest, item_id: int) -> HttpResponse:
    """The open edition of an item, else the public one, else the last."""
    return shown(request, seen(request, item_id))


@require_safe
def one_edition(request: DeskRequest, item_id: int, edition_id: int) -> HttpResponse:
    """Another edition of an item, as it was."""
    held = seen(request, item_id)
    if edition_id not in {each.id for each in held.editions}:
        raise Http404
    return shown(request, held, edition_id=edition_id)


def seen(request: DeskRequest, item_id: int) -> ItemCard:
    """The item, if the viewer may see it; one that they may not see is not there for them."""
    held = card(item_id, request.actor)
    if held is None:
        raise Http404
    return held


def shown(
    request: DeskRequest,
    held: ItemCard,
    *,
    edition_id: int | None = None,
    refused: list[str] | None = None,
    filled: Form | None = None,
) -> HttpResponse:
    """The page of an item; with what was refused on it, or a form that is not yet right."""
    current = held.open_edition or held.public_edition or held.editions[0].id
    text = edition(edition_id or current, request.actor)
    if text is None:
        raise Http404
    can = Can() if edition_id and edition_id != current else may(request.actor, held, text)
    context = {
        "origin": origin(held.id),
        "item": held,
        "edition": text,
        "current": current,
        "can": can,
        "body": body_of(text, held.id),
        "words": in_words(text.content, text.column),
        "files": [one for one in text.files if one.use is not Use.IMAGE],
        "round": seen_round(text.round_id, request.actor) if text.round_id else None,
        "steps": passage(text.round_id, request.actor) if text.round_id else (),
        "used": where_used(held.id),
        "log": history(f"item:{held.id}", size=LOGGED).rows,
        "withheld": entry_of_item(held.id, request.actor),
        "proposal": behind_item(request.actor, held.id),
        "forms": offered(can, held, text, filled),
        "refused": refused,
        "form": filled,
    }
    status = 409 if refused else 422 if filled is not None else 200
    return render(request, "desk/items/item.html", context, status=status)


def body_of(text: EditionRow, item_id: int) -> SafeString:
    """The body as a part of a page; its pictures lie with its edition."""
    folder = reverse("desk:item_edition_picture", args=[item_id, text.id, "-"]).removesuffix("-")
    return as_page(text.content.body, pictures_at=folder)
