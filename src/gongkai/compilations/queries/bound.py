"""Reads: an issue as it is put on paper, with what may be shown of it today."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from gongkai.compilations import access
from gongkai.compilations.models import Article, Issue, Rubric
from gongkai.compilations.queries.gazette_text import articles_of, numbers, shown_digest
from gongkai.compilations.queries.readable import Standing, standings
from gongkai.documents.gazette.bound import Bound, Chapter, Text, laid, picture_name
from gongkai.documents.paper.pictures import MOST
from gongkai.law.wording import day
from gongkai.publication.models import Attachment, Edition, Use
from gongkai.records.access import Actor
from gongkai.records.queries.opening import FileRefused, open_unlogged


def reads_as(issue_id: int) -> str:
    """Which texts of an issue may be read today, as one word; see `shown_digest`."""
    rows = articles_of(issue_id)
    known = standings(rows)
    return shown_digest([(each.edition_id, known[each.pk].readable) for each in rows])


def preview(issue_id: int, viewer: Actor, at: datetime) -> Bound | None:
    """An issue that is not out yet, as it would be printed now; None if there is none, or the viewer may not see it."""
    held = (
        Issue.objects.filter(access.issues_visible_to(viewer), pk=issue_id).select_related("agency").first()
    )
    if held is None or held.issued_at or held.dropped_at:
        return None
    return replace(bound(held, at), preview=True)


def coded() -> bool:
    """Whether covers have a QR code: without the domain of the site no address can be put on paper."""
    return bool(settings.SITE_DOMAIN)


def bound(issue: Issue, at: datetime) -> Bound:
    """The whole issue. What may not be shown has in its place what is told of it."""
    rows = articles_of(issue.pk)
    known = standings(rows)
    shown = [each for each in rows if known[each.pk].readable]
    bodies = dict(
        Edition.objects.filter(pk__in=[each.edition_id for each in shown]).values_list("pk", "body")
    )
    chapters = [
        Chapter(
            rubric.label,
            tuple(_text(each, known[each.pk], bodies) for each in rows if each.rubric == rubric),
        )
        for rubric in Rubric
        if any(each.rubric == rubric for each in rows)
    ]
    return Bound(
        title=issue.title,
        numbers=numbers(issue.year, issue.number, issue.total),
        dated=f"{day(issue.dated_on)}出版",
        sponsor=f"{issue.sponsor}主办" if issue.sponsor else "",
        chapters=tuple(chapters),
        address=_address(issue),
        pictures=_pictures(shown),
        made_at=at,
    )


def _text(each: Article, standing: Standing, bodies: dict[int, str]) -> Text:
    number = each.edition.document_no
    if standing.told:
        return Text(standing.title, number if standing.title == each.edition.title else "", (), standing.told)
    return Text(standing.title, number, laid(bodies[each.edition_id], of=each.pk, document_no=number))


def _address(issue: Issue) -> str:
    """Where the issue stands on the net; jobs know no request, so that there is none without a domain in the settings."""
    if not coded():
        return ""
    path = reverse("gazette_issue", args=[issue.agency.slug, issue.year, issue.number])
    return f"{'https' if settings.HTTPS else 'http'}://{settings.SITE_DOMAIN}{path}"


def _pictures(shown: Iterable[Article]) -> dict[str, bytes]:
    """Those of the texts, as long as there is room for them."""
    made, room = {}, MOST
    by_edition = {each.edition_id: each.pk for each in shown}
    found = Attachment.objects.filter(edition__in=by_edition, use=Use.IMAGE).select_related("file")
    for file in found.order_by("edition", "position"):
        if file.file.size > room:
            continue
        try:
            data = b"".join(open_unlogged(file.file_id).chunks)
        except FileRefused:
            continue
        made[picture_name(by_edition[file.edition_id], file.name)] = data
        room -= file.file.size
    return made
