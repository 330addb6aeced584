"""Reads: agencies through time, who works for them, how the public reaches them."""

from gongkai.agencies.queries.actors import actor
from gongkai.agencies.queries.guides import (
    GUIDE_LABELS,
    GUIDE_NEEDED,
    GUIDE_TEXTS,
    GuideRow,
    asked_of_guides,
    guide,
    guides,
)
from gongkai.agencies.queries.letterheads import HEAD_LABELS, LetterheadRow, letterhead, letterheads
from gongkai.agencies.queries.lives import lives_of
from gongkai.agencies.queries.members import MemberRow, StandInRow, holders, members, memberships_of
from gongkai.agencies.queries.powers import CourtChoice, Powers, ReviewChoice, powers
from gongkai.agencies.queries.rows import AgencyRow, by_slugs, find, listed, regions, row
from gongkai.agencies.queries.sheets import CHOICES, agency_lines, people_lines
from gongkai.agencies.queries.times import (
    Branch,
    Former,
    Inheritance,
    as_of,
    as_of_all,
    below_during,
    below_each_during,
    former_selves,
    row_on,
    rows_on,
    successions,
    successors,
    tree,
)

__all__ = [
    "CHOICES",
    "GUIDE_LABELS",
    "GUIDE_NEEDED",
    "GUIDE_TEXTS",
    "HEAD_LABELS",
    "AgencyRow",
    "Branch",
    "CourtChoice",
    "Former",
    "GuideRow",
    "Inheritance",
    "LetterheadRow",
    "MemberRow",
    "Powers",
    "ReviewChoice",
    "StandInRow",
    "actor",
    "agency_lines",
    "as_of",
    "as_of_all",
    "asked_of_guides",
    "below_during",
    "below_each_during",
    "by_slugs",
    "find",
    "former_selves",
    "guide",
    "guides",
    "holders",
    "letterhead",
    "letterheads",
    "listed",
    "lives_of",
    "members",
    "memberships_of",
    "people_lines",
    "powers",
    "regions",
    "row",
    "row_on",
    "rows_on",
    "successions",
    "successors",
    "tree",
]
