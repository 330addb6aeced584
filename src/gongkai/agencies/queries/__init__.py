"""Reads: agencies through time, who works for them, how the public reaches them."""

from gongkai.agencies.queries.actors import actor
from gongkai.agencies.queries.guides import GuideRow, guide, guides
from gongkai.agencies.queries.members import MemberRow, StandInRow, holders, members, memberships_of
from gongkai.agencies.queries.rows import AgencyRow, by_slugs, find, listed, regions, row
from gongkai.agencies.queries.sheets import CHOICES, agency_lines, people_lines
from gongkai.agencies.queries.times import (
    Branch,
    Former,
    Inheritance,
    Powers,
    as_of,
    as_of_all,
    former_selves,
    powers,
    successions,
    successors,
    tree,
)

__all__ = [
    "CHOICES",
    "AgencyRow",
    "Branch",
    "Former",
    "GuideRow",
    "Inheritance",
    "MemberRow",
    "Powers",
    "StandInRow",
    "actor",
    "agency_lines",
    "as_of",
    "as_of_all",
    "by_slugs",
    "find",
    "former_selves",
    "guide",
    "guides",
    "holders",
    "listed",
    "members",
    "memberships_of",
    "people_lines",
    "powers",
    "regions",
    "row",
    "successions",
    "successors",
    "tree",
]
