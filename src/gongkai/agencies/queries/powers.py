"""Reads: what a body may do by law, who reviews what it does, which court tries it, told by its place in the tree of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.agencies.queries.rows import AgencyRow
from gongkai.agencies.queries.times import as_of
from gongkai.law.basis import Basis, instrument
from gongkai.law.bodies import BodyKind
from gongkai.law.remedies.courts import AfterReview, CourtRoute, court_route
from gongkai.law.remedies.named import respondent
from gongkai.law.remedies.routes import ReviewBody, ReviewRoute, review_route
from gongkai.law.report.bodies import is_of_state_council, level_of_seat, may_make_rules
from gongkai.law.report.schema import Level

RULES = instrument("RUL").article()
_NEAREST = (ReviewBody.OWN_GOVERNMENT, ReviewBody.HIGHER_GOVERNMENT, ReviewBody.MANAGING_GOVERNMENT)
_IN_NAME_OF_TOWNSHIP = (BodyKind.OFFICE, BodyKind.DEPARTMENT)


@dataclass(frozen=True, slots=True)
class ReviewChoice:
    """A body that decides on a review; `agency` where the tree has it, else None."""

    body: ReviewBody
    agency: AgencyRow | None


@dataclass(frozen=True, slots=True)
class CourtChoice:
    """Where a suit goes after a review that went so, or without one."""

    reviewed: AfterReview
    route: CourtRoute


@dataclass(frozen=True, slots=True)
class Powers:
    """What a body may do by law, and what can be undertaken against its answers.

    Several review bodies are the applicant's choice. `in_name_of` is the government in whose name a body without powers
    of its own acts: review and suit are then those of the government. Without `review` the tree does not say to which
    government the body belongs, and the remedies are open.
    """

    may_make_rules: bool
    rules_basis: Basis
    review: ReviewRoute | None = None
    review_bodies: tuple[ReviewChoice, ...] = ()
    courts: tuple[CourtChoice, ...] = ()
    in_name_of: AgencyRow | None = None


def powers(agency_id: int, on: date) -> Powers:
    """The powers of a body on a day, in two queries for each level of the tree above it.

    依据：规章制定程序条例；行政复议法第二十四至二十八条；行政诉讼法第十四、十五、十八、二十六条
    """
    body, *above = _upwards(agency_id, on)
    rules = _makes_rules(body)
    acting = _acts_in_name_of(body, above)
    if acting is not None:
        above = above[above.index(acting) + 1 :]
    known, government = _government(acting or body, above)
    if not known:
        return Powers(rules, RULES)
    told = respondent((acting or body).name, (acting or body).kind, government)
    review = review_route(told, on)
    return Powers(
        rules,
        RULES,
        review,
        tuple(ReviewChoice(each, _named(each, acting or body, above)) for each in review.bodies),
        tuple(CourtChoice(each, court_route(told, on, each)) for each in AfterReview),
        acting,
    )


def _upwards(agency_id: int, on: date) -> list[AgencyRow]:
    """A body and those above it, nearest first; a stored tree has no rings."""
    found = [as_of(agency_id, on)]
    while (parent := found[-1].parent_id) is not None:
        found.append(as_of(parent, on))
    return found


def _makes_rules(body: AgencyRow) -> bool:
    """Only governments and the State Council's own departments and organisations make rules; their parts do not."""
    makers = (BodyKind.GOVERNMENT, BodyKind.DEPARTMENT, BodyKind.AUTHORISED)
    return body.kind in makers and may_make_rules(body.name, body.level) is True


def _acts_in_name_of(body: AgencyRow, above: Sequence[AgencyRow]) -> AgencyRow | None:
    """Offices of a township have no powers of their own; other bodies have."""
    seat = _seat(above)
    if body.kind in _IN_NAME_OF_TOWNSHIP and seat is not None and seat.level is Level.TOWNSHIP:
        return seat
    return None


def _government(body: AgencyRow, above: Sequence[AgencyRow]) -> tuple[bool, Level | None]:
    """Whether it is known to which government a body belongs, and its level; None for the State Council."""
    if body.kind.is_seat:
        return True, body.level
    if (seat := _seat(above)) is not None:
        return True, seat.level
    if is_of_state_council(body.name):
        return True, None
    level = level_of_seat(body.name)
    return level is not None, level


def _named(body: ReviewBody, of: AgencyRow, above: Sequence[AgencyRow]) -> AgencyRow | None:
    """Which agency of the tree it is. A township decides on no review, wherever something stands below it."""
    if body is ReviewBody.ITSELF:
        return of
    if body is ReviewBody.OWN_DEPARTMENT:
        return above[0] if above and not above[0].kind.is_seat else None
    seat = _seat(above) if body in _NEAREST else None
    return seat if seat is not None and seat.level is not Level.TOWNSHIP else None


def _seat(above: Sequence[AgencyRow]) -> AgencyRow | None:
    return next((row for row in above if row.kind.is_seat), None)
