"""Which agency a page of this site belongs to: told by its address."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, get_script_prefix, resolve
from django.utils.timezone import localdate

from gongkai.agencies import queries as agencies
from gongkai.publication.queries.pages import agency_of_item, title_of_item

LONGEST = 900


def asked(request: HttpRequest) -> str:
    """The address of the page, as it came (`ym`): a path of this site, with what was chosen; "/" for anything else."""
    said = (request.POST.get("ym") or request.GET.get("ym", "")).replace("\0", "")[:LONGEST]
    try:
        parts = urlsplit(said)
    except ValueError:
        return "/"
    if parts.scheme or parts.netloc or not parts.path.startswith("/"):
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def name_of(page: str) -> str:
    """What a page is called: the title of an item; its address where it is another page."""
    return title_of_item(str(_given(page).get("index_no", ""))) or page


def agency_of(page: str) -> int | None:
    """By number; the first one at the top for pages of the whole site. None where there is no agency."""
    given = _given(page)
    if (index_no := given.get("index_no")) and (found := agency_of_item(str(index_no))) is not None:
        return found
    if (slug := given.get("slug")) and (body := agencies.find(str(slug))) is not None:
        return body.id
    return next((branch.agency.id for branch in agencies.tree(on=localdate())), None)


def _given(page: str) -> dict[str, object]:
    """What stands in the address of a page; nothing where there is no such page."""
    try:
        path = page.partition("?")[0]
        return resolve(f"/{path.removeprefix(get_script_prefix())}").kwargs
    except Resolver404:
        return {}
