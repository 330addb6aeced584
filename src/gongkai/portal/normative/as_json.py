"""A document of the register as JSON, with the fields that docs/formats.md describes."""

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gongkai.law.normative import DocumentKind
from gongkai.normative.queries.life import Life, Other

Record = dict[str, Any]


def record(request: HttpRequest, life: Life, on: date, today: date) -> Record:
    """A document as it stands on a day, with its life and its text on that day."""
    document, standing = life.document, life.standing(on)
    kind = DocumentKind(document.kind)

    def at(number: int) -> str:
        return request.build_absolute_uri(reverse("normative_document", args=[number]))

    def named(other: Other | None) -> Record | None:
        if other is None:
            return None
        return {"name": other.name, "title": other.title, "url": at(other.id) if other.public else None}

    item = document.item.index_no if document.item and document.item.index_no else None
    return {
        "id": document.pk,
        "url": at(document.pk),
        "title": document.title,
        "document_no": document.document_no,
        "registry_no": document.registry_no,
        "kind": {"key": kind.value, "label": kind.label},
        "agency": {"slug": document.holder.slug, "name": document.holder.name},
        "made_by": document.agency.name,
        "joint": list(document.joint.order_by("position").values_list("name", flat=True)),
        "issued_on": _iso(document.issued_on),
        "published_on": _iso(document.published_on),
        "effective_on": _iso(document.effective_on),
        "valid_until": _iso(standing.until if standing else document.valid_until),
        "item": request.build_absolute_uri(reverse("item", args=[item])) if item else None,
        "on": on.isoformat(),
        "standing": {
            "key": standing.validity.value,
            "label": standing.validity.label,
            "since": standing.since.isoformat(),
            "says": standing.says,
            "by": named(life.by(standing)),
        }
        if standing
        else None,
        "life": [
            {"on": each.on.isoformat(), "kind": each.kind, "effect": each.effect, "says": each.says}
            | {"by": named(each.by)}
            for each in life.line(today)
        ],
        "articles": [
            {
                "number": each.number,
                "text": each.text,
                "mark": each.mark.value,
                "since": each.since.isoformat(),
                "was": each.was,
                "by": named(each.by),
                "url": request.build_absolute_uri(
                    reverse("normative_article", args=[document.pk, each.number])
                ),
            }
            for each in (life.text(on) if standing else ())
        ],
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
