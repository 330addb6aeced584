"""An item as JSON, with the fields that docs/formats.md describes."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.views.decorators.http import require_safe

from gongkai.law.metadata import FiveOpen, genres, topics
from gongkai.portal.freshness import kept
from gongkai.portal.items.box import validity_of
from gongkai.publication.queries import Use, public
from gongkai.publication.queries.public import PublicItem

Record = dict[str, Any]


@require_safe
@kept
def item(request: HttpRequest, index_no: str) -> HttpResponse:
    """The item with its metadata, text and files."""
    found = public.item(index_no)
    if not isinstance(found, PublicItem):
        raise Http404
    return JsonResponse(record(request, found), json_dumps_params={"ensure_ascii": False, "indent": 1})


def record(request: HttpRequest, found: PublicItem) -> Record:
    """A public item whole."""

    def at(name: str, *more: object) -> str:
        return request.build_absolute_uri(reverse(name, args=[found.index_no, *more]))

    return {
        "index_no": found.index_no,
        "url": at("item"),
        **_metadata(found),
        "published_at": localtime(found.first_published_at).isoformat(),
        "updated_at": localtime(found.published_at).isoformat(),
        "first_published_on_platform": found.platform,
        "edition": found.editions,
        "digest": found.digest,
        "verify_url": at("verify", found.editions),
        "text": found.text,
        "html": found.content.body,
        "attachments": [
            {
                "name": file.name,
                "url": at("item_file", file.id, file.name),
                "size": file.size,
                "media_type": file.media_type,
                "sha256": file.digest,
            }
            for file in found.files
            if file.use is Use.ATTACHMENT
        ],
        "formats": {"pdf": at("item_pdf"), "docx": at("item_docx"), "text": at("item_text")},
    }


def _metadata(found: PublicItem) -> Record:
    said, now = found.content, validity_of(found.content, localdate())
    return {
        "title": said.title,
        "document_no": said.document_no,
        "agency": {"slug": found.agency_slug, "name": found.agency},
        "issuing_body": said.issuing_body or found.agency,
        "column": {"key": found.column_key, "title": found.column} if found.column_key else None,
        "topic": _coded(said.topic, topics().get(said.topic, "")),
        "genre": _coded(said.genre, genres().get(said.genre, "")),
        "five_open": _coded(said.five_open, FiveOpen(said.five_open).label if said.five_open else ""),
        "keywords": said.keywords,
        "summary": said.summary,
        "audience": said.audience,
        "written_on": said.written_on.isoformat() if said.written_on else None,
        "validity": _coded(now.value, now.label) if now else None,
        "effective_on": said.effective_on.isoformat() if said.effective_on else None,
        "valid_until": said.valid_until.isoformat() if said.valid_until else None,
        "source": {"name": said.source_name, "url": said.source_url} if said.source_name else None,
    }


def _coded(key: str, label: str) -> Record | None:
    return {"key": str(key), "label": label} if key else None
