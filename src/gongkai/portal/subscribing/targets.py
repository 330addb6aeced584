"""Of what a page of this site can be subscribed to: told by its address."""

from urllib.parse import urlsplit

from django.http import Http404, QueryDict
from django.urls import Resolver404, ResolverMatch, get_script_prefix, resolve, reverse
from django.utils.timezone import localdate

from gongkai.compilations.queries.shown import shown
from gongkai.portal.organs.frame import frame
from gongkai.portal.searching.asking import understood
from gongkai.publication.queries.shelves import ended_shelf
from gongkai.subscriptions.queries.kinds import Kind
from gongkai.subscriptions.queries.news import Target

LONGEST = 900
_AGENCY = {"organ", "organ_fdzdgk", "organ_zn", "organ_zd", "agency", "organ_ysqgk"}


def target_at(address: str) -> Target | None:
    """What stands at an address of this site (path and query); None where there is nothing to subscribe to."""
    try:
        parts = urlsplit(address[:LONGEST])
        if parts.scheme or parts.netloc:
            return None
        prefix = get_script_prefix()
        path = f"/{parts.path.removeprefix(prefix)}" if parts.path.startswith(prefix) else parts.path
        match = resolve(path)
        return None if match.namespaces else _at(match, QueryDict(parts.query))
    except (Resolver404, Http404, ValueError):
        return None


def site() -> Target:
    """Everything."""
    return Target(Kind.SITE, reverse("items"), "全部新公开的信息")


def _at(match: ResolverMatch, query: QueryDict) -> Target | None:  # noqa: PLR0911 - one for each way that it can end
    name, given = match.url_name or "", match.kwargs
    if name in ("items", "home"):
        return site()
    if name in ("policies", "normative"):  # whatever the register gets stands in the library
        return Target(Kind.POLICIES, reverse("policies"), "政策文件库")
    if name == "topic":
        return _topic(str(given["slug"]))
    if name == "search":
        return _search(query)
    if name in _AGENCY:
        agency = frame(str(given["slug"]), localdate()).agency
        return Target(Kind.AGENCY, reverse("organ", args=[agency.slug]), agency.name, agency.id)
    if name in ("column", "systems_column"):
        return _column(name, str(given["slug"]), str(given["key"]))
    return None


def _column(name: str, slug: str, key: str) -> Target | None:
    body = frame(slug, localdate())
    shelves = body.statutory if name == "column" else body.systems
    shelf = next((one for one in shelves if one.key == key), None) or ended_shelf(body.agency.id, key)
    if shelf is None:
        return None
    page = reverse(name, args=[slug, key])
    return Target(Kind.COLUMN, page, f"{body.agency.name}·{shelf.title}", body.agency.id, key)


def _topic(slug: str) -> Target | None:
    found = shown(slug)
    return (
        Target(Kind.TOPIC, reverse("topic", args=[slug]), f"专题：{found.title}", key=slug) if found else None
    )


def _search(query: QueryDict) -> Target | None:
    """A question with nothing asked is everything."""
    said = understood(query)
    if not said.asked.text and not said.asked.narrowed:
        return site()
    asked = {
        "text": said.asked.text,
        "narrowed": {name: sorted(values) for name, values in sorted(said.asked.narrowed.items())},
        "titles_only": said.asked.titles_only,
    }
    title = f"检索：{said.asked.text or '按条件'}"
    page = f"{reverse('search')}?{said.query(px='')}"
    return Target(Kind.SEARCH, page, title, asked=asked) if len(page) <= LONGEST else None
