"""Reads: links of public texts that do not open or that readers cannot see; files that cannot be opened."""

from collections import defaultdict

from django.db.models import Exists, F, OuterRef, Q

from gongkai.documents.checking.hidden import hidden
from gongkai.guard.http.outward import Outcome
from gongkai.law.inspection.facts import FileFact, LinkFact
from gongkai.publication.models import Attachment, Item, OutsideLink, Stand, Use
from gongkai.publication.queries.links import digest, words
from gongkai.records.models import Quarantine
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day

_PLACE = 16
ERASED = "文件已经按保管期限清除"
_EMPTY = ("></a>", "> </a>", ">&nbsp;</a>", ">\u00a0</a>")


def links(agency_ids: frozenset[int]) -> dict[int, list[LinkFact]]:
    """Links that do not open, then those that readers cannot see, by agency; two queries."""
    found: defaultdict[int, list[LinkFact]] = defaultdict(list)
    shown = OutsideLink.objects.filter(edition__item__stand=Stand.PUBLIC, edition__item__public=F("edition"))
    mine = shown.filter(Among("edition__item__agency_id", agency_ids))
    dead = mine.filter(address__failing_since__isnull=False).order_by("address__failing_since", "pk")
    fields = "edition__item__agency_id", "edition__item_id", "edition__item__title"
    told = (
        "address__address",
        "address__digest",
        "address__failing_since",
        "address__outcome",
        "address__status",
    )
    for agency, item, title, address, mark, since, outcome, status in dead.values_list(*fields, *told):
        said = f"{address}（{words(Outcome(outcome), status)}）"
        day = civil_day(since) if since else None
        found[agency].append(LinkFact(item=item, title=title, place=mark[:_PLACE], address=said, since=day))
    for agency, item, title, body in _suspect(agency_ids):
        for address in hidden(body):
            found[agency].append(
                LinkFact(
                    item=item,
                    title=title,
                    place=digest(address)[:_PLACE],
                    address=address,
                    since=None,
                    hidden=True,
                )
            )
    return found


def _suspect(agency_ids: frozenset[int]) -> list[tuple[int, int, str, str]]:
    """Public texts with links outside, one of which seems to have no words."""
    outside = OutsideLink.objects.filter(edition=OuterRef("public"))
    empty = Q()
    for written in _EMPTY:
        empty |= Q(public__body__contains=written)
    rows = Item.objects.filter(Among("agency_id", agency_ids), Exists(outside), empty, stand=Stand.PUBLIC)
    return list(rows.order_by("pk").values_list("agency_id", "pk", "title", "public__body"))


def files(agency_ids: frozenset[int]) -> dict[int, list[FileFact]]:
    """Files of public items that are held back or were erased, by agency; one query."""
    held = Quarantine.objects.filter(file=OuterRef("file"), released_at__isnull=True)
    rows = Attachment.objects.filter(
        Q(Exists(held)) | Q(file__erased_at__isnull=False),
        Among("edition__item__agency_id", agency_ids),
        edition__item__stand=Stand.PUBLIC,
        edition__item__public=F("edition"),
    ).exclude(use=Use.ORIGINAL)
    reasons = held.order_by("-at")
    found: defaultdict[int, list[FileFact]] = defaultdict(list)
    annotated = rows.annotate(why=reasons.values("reason")[:1], held_at=reasons.values("at")[:1]).order_by(
        "pk"
    )
    fields = "edition__item__agency_id", "edition__item_id", "edition__item__title", "pk", "name"
    for agency, item, title, pk, name, why, at, erased in annotated.values_list(
        *fields, "why", "held_at", "file__erased_at"
    ):
        day = at or erased
        found[agency].append(
            FileFact(
                id=pk,
                item=item,
                title=title,
                name=name,
                why=f"隔离中，{why}" if why else ERASED,
                since=civil_day(day) if day else None,
            )
        )
    return found
