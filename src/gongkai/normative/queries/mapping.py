"""Reads: public documents of the register and public questions for search engines, in parts as items are."""

from datetime import date, datetime, time

from django.db.models import F, Max
from django.utils.timezone import make_aware

from gongkai.normative import access
from gongkai.normative.models import Document
from gongkai.normative.queries.interpreted import public_questions
from gongkai.publication.queries.mapping import SIZE, MapPart


def document_parts() -> list[MapPart]:
    """The parts that hold documents that everybody may read of, and when one of them was last published; one query."""
    found = Document.objects.filter(access.public()).annotate(part=F("pk") / SIZE).order_by("part")
    rows = found.values_list("part").annotate(last=Max("published_on"))
    return [MapPart(part, _begin(last)) for part, last in rows if last]


def document_part(number: int) -> list[tuple[tuple[int], datetime]]:
    """The numbers of the public documents of a part, and when they were published; one query."""
    found = Document.objects.filter(access.public(), pk__gte=number * SIZE, pk__lt=(number + 1) * SIZE)
    return [((pk,), _begin(on)) for pk, on in found.order_by("pk").values_list("pk", "published_on") if on]


def question_parts() -> list[MapPart]:
    """The parts that hold public questions, and since when the last of them is; one query."""
    found = public_questions().annotate(part=F("pk") / SIZE).order_by("part").select_related(None)
    return [MapPart(*row) for row in found.values_list("part").annotate(last=Max(F("out_at"))) if row[1]]


def question_part(number: int) -> list[tuple[tuple[int], datetime]]:
    """The numbers of the public questions of a part, and since when; one query."""
    found = public_questions().filter(pk__gte=number * SIZE, pk__lt=(number + 1) * SIZE).order_by("pk")
    return [((pk,), at) for pk, at in found.values_list("pk", F("out_at")) if at]


def _begin(on: date) -> datetime:
    return make_aware(datetime.combine(on, time()))
