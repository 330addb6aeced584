"""Reads: whether pages were of use. Who says nothing is content nowhere: items without a word are counted by themselves."""

from dataclasses import dataclass

from django.db.models import Count

from gongkai.feedback.models import Rating, Use
from gongkai.law.roles import Role
from gongkai.publication.access import READERS
from gongkai.publication.models import Item, Stand
from gongkai.records.access import Actor

_ROLES: frozenset[Role] = READERS


@dataclass(frozen=True, slots=True)
class Figures:
    """How often each was said; how many public items anybody said something of, and how many nobody did."""

    said: list[tuple[Use, int]]
    rated: int
    unrated: int


def figures(viewer: Actor) -> Figures:
    """Of the agencies that somebody sees."""
    reach = viewer.reach(_ROLES)
    words = Rating.objects.filter(agency__in=reach)
    counted = dict(words.order_by().values_list("use").annotate(many=Count("pk")))
    public = Item.objects.filter(agency__in=reach, stand=Stand.PUBLIC)
    rated = public.filter(index_no__in=words.values("item")).count()
    return Figures([(use, counted.get(use, 0)) for use in Use], rated, public.count() - rated)
