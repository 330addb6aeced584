"""The page of each public item."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import http_date
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.documents.paper.codes import code
from gongkai.normative.queries.interpreted import Beside, beside, known
from gongkai.normative.queries.life import public_life, toned
from gongkai.portal.freshness import kept
from gongkai.portal.items.box import box
from gongkai.portal.items.standing import standing
from gongkai.portal.items.tags import tags
from gongkai.portal.pages.errors import Trouble, trouble
from gongkai.portal.remembered import remembered
from gongkai.publication.queries import Use, public
from gongkai.publication.queries.around import related
from gongkai.publication.queries.public import Notice, PublicItem
from gongkai.publication.queries.showing import as_page, with_places, without_number

UNKNOWN = Trouble(404, "没有找到这条信息", "索引号可能写错了，或者这条信息没有公开。请从信息公开目录查找。")


@require_safe
@kept
@remembered
def item(request: HttpRequest, index_no: str) -> HttpResponse:
    """An item whole; a notice where it was taken back; the way to the list where there never was one."""
    found = public.item(index_no)
    if found is None:
        return trouble(request, UNKNOWN)
    if isinstance(found, Notice):
        return _gone(request, found)
    response = render(request, "portal/items/item.html", _shown(request, found))
    response["Last-Modified"] = http_date(found.published_at.timestamp())
    return response


def _shown(request: HttpRequest, found: PublicItem) -> dict[str, object]:
    said, on = found.content, localdate()
    address = request.build_absolute_uri(reverse("item", args=[found.index_no]))
    verify = request.build_absolute_uri(reverse("verify", args=[found.index_no, found.editions]))
    mentioning = {each.index_no for each in found.used_by}
    same_topic = related(found.id, found.agency_id, said.topic, found.published_at)
    register = known(found.id, said.document_no, said.genre)
    life = public_life(register.document) if register.document else None
    registered = life.standing(on) if life else None
    return {
        "item": found,
        "box": box(found, on),
        "tags": tags(found, address),
        "address": address,
        "standing": None if registered else standing(found, on),
        "beside": beside(found.id) if register else Beside(),
        "life": life,
        "registered": registered,
        "registered_tone": toned(registered.validity) if registered else "",
        "registered_by": life.by(registered) if life else None,
        "issuer": said.issuing_body or found.agency,
        "text": as_page(with_places(without_number(said.body, said.document_no))),
        "attached": [file for file in found.files if file.use is Use.ATTACHMENT],
        "related": [each for each in same_topic if each.index_no not in mentioning],
        "verify": verify,
        "code": code(verify),
    }


def _gone(request: HttpRequest, notice: Notice) -> HttpResponse:
    response = render(request, "portal/items/gone.html", {"notice": notice}, status=410)
    response["Cache-Control"] = "no-store"
    return response
