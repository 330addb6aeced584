"""Which agency somebody turns to, with an application or with a request for correction."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.timezone import localdate

from gongkai.agencies import queries as agencies
from gongkai.agencies.queries import AgencyRow
from gongkai.documents.searching.folding import fold

MOST_AGENCIES = 30
LONGEST = 100


def typed(request: HttpRequest) -> str:
    """What somebody looks for."""
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST]


def bodies(request: HttpRequest) -> dict[str, Any]:
    """The agencies of today to choose from, those first that are shown, with what was typed; `more`: how many are left out."""
    said = typed(request)
    known = [branch.agency for branch in agencies.tree(on=localdate())]
    fitting = [body for body in known if not said or fold(said) in fold(f"{body.name} {body.short_name}")]
    return {"said": said, "bodies": fitting[:MOST_AGENCIES], "more": len(fitting) - MOST_AGENCIES}


def agency_at(slug: str) -> AgencyRow:
    """An agency that lives today; Http404 for any other."""
    row = agencies.find(slug)
    if row is None or not row.lives_on(localdate()):
        raise Http404
    return agencies.as_of(row.id, localdate())
