"""Reads: public topics and issues of the gazette for search engines, in parts that stay the same whatever is published later."""

from datetime import datetime

from django.db.models import F, Max

from gongkai.compilations.models import Issue, Topic, TopicState
from gongkai.publication.queries.mapping import SIZE, MapPart


def topic_parts() -> list[MapPart]:
    """The parts that hold topics, and when one in it was last changed; one query."""
    found = Topic.objects.exclude(state=TopicState.DRAFT).annotate(part=F("pk") / SIZE).order_by("part")
    return [MapPart(*row) for row in found.values_list("part").annotate(last=Max("touched_at"))]


def topic_part(number: int) -> list[tuple[tuple[str], datetime]]:
    """Address and last change of the public topics of a part; one query."""
    found = Topic.objects.exclude(state=TopicState.DRAFT).filter(
        pk__gte=number * SIZE, pk__lt=(number + 1) * SIZE
    )
    return [((slug,), at) for slug, at in found.order_by("pk").values_list("slug", "touched_at")]


def issue_parts() -> list[MapPart]:
    """The parts that hold issues, and when one in it came out; one query."""
    found = Issue.objects.filter(issued_at__isnull=False).annotate(part=F("pk") / SIZE).order_by("part")
    return [MapPart(*row) for row in found.values_list("part").annotate(last=Max("issued_at")) if row[1]]


def issue_part(number: int) -> list[tuple[tuple[str, int, int], datetime]]:
    """Address of the agency, year, number, and time of the issues of a part that are out; one query."""
    found = Issue.objects.filter(issued_at__isnull=False, pk__gte=number * SIZE, pk__lt=(number + 1) * SIZE)
    rows = found.order_by("pk").values_list("agency__slug", "year", "number", "issued_at")
    return [((slug, year, number), at) for slug, year, number, at in rows if at]
