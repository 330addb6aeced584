"""Who reads the register, takes documents up, reviews them, keeps the register, hands documents over."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from gongkai.law.normative import Step
from gongkai.law.roles import Role
from gongkai.records.access import OPERATOR, Actor, Duty, require
from gongkai.records.queries.among import Among
from gongkai.signoff import access as signoff

READERS = signoff.READERS
"""See the register of the agencies that they reach, what is on its way included."""

DRAFTERS = frozenset({Role.DISCLOSURE_OFFICER, Role.HANDLER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Take documents up, say what they are, record the steps that belong to drafting."""

REVIEWERS = frozenset({Role.LEGAL_REVIEWER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Record what a review concluded: not those who drafted."""

KEEPERS = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Number, issue, file; enter older documents, changes and lists; put right and take back what was entered."""

MOVERS = frozenset({Role.SUPERVISOR})
"""Hand documents over from one body to another, when both are in reach."""

PLACERS = frozenset({Role.SUPERVISOR})
"""Set what is left to places, for a government and all below it; at the top of the tree, what counts for everybody."""

REVIEWS = frozenset({Step.LEGALITY_REVIEW, Step.COMPETITION_REVIEW})
"""The steps that reviewers record."""

KEPT = frozenset(
    {Step.DELIBERATION, Step.REGISTER_NUMBER_ISSUE, Step.PUBLISH, Step.FILE, Step.EVALUATE, Step.END}
)
"""The steps that keepers record."""


def of_step(step: Step) -> frozenset[Role]:
    """Who records a step."""
    if step in REVIEWS:
        return REVIEWERS
    return KEEPERS if step in KEPT else DRAFTERS


def require_step(by: Actor, step: Step, agency_id: int) -> Duty | None:
    """The duty by which somebody records a step; None for the operator (what the clock does)."""
    return None if by is OPERATOR else require(by, of_step(step), agency_id)


def require_drafting(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody takes up documents of an agency; None for the operator."""
    return None if by is OPERATOR else require(by, DRAFTERS, agency_id)


def require_keeping(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody keeps the register of an agency; None for the operator."""
    return None if by is OPERATOR else require(by, KEEPERS, agency_id)


def require_moving(by: Actor, agency_ids: tuple[int, ...]) -> Duty | None:
    """The duty by which somebody hands documents over between these bodies; None for the operator."""
    if by is OPERATOR:
        return None
    duties = [require(by, MOVERS, each) for each in agency_ids]
    return duties[0]


def require_placing(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody sets what is left to a place; None for the operator."""
    return None if by is OPERATOR else require(by, PLACERS, agency_id)


def require_placing_for_all(by: Actor) -> Duty | None:
    """The duty by which somebody sets what counts for the whole platform; None for the operator."""
    if by is OPERATOR:
        return None
    found = next((duty for duty in by.duties if duty.top and duty.role in PLACERS), None)
    if found is None:
        raise PermissionDenied("全平台的要求由最上级机关的主管部门（公开办）设置。")
    return found


def may_draft(by: Actor, agency_id: int) -> bool:
    """Whether somebody takes up documents of an agency."""
    return by.holds(DRAFTERS, agency_id) is not None


def may_keep(by: Actor, agency_id: int) -> bool:
    """Whether somebody keeps the register of an agency."""
    return by.holds(KEEPERS, agency_id) is not None


def may_move(by: Actor) -> bool:
    """Whether somebody hands documents over at all."""
    return bool(by.reach(MOVERS))


def may_record(by: Actor, step: Step, agency_id: int) -> bool:
    """Whether somebody records a step at an agency."""
    return by.holds(of_step(step), agency_id) is not None


def visible_to(viewer: Actor) -> Q:
    """The documents that stand in somebody's register: those that an agency in reach has or made."""
    if viewer is OPERATOR:
        return Q()
    reach = viewer.reach(READERS)
    return Q(Among("holder_id", reach)) | Q(Among("agency_id", reach))


def public() -> Q:
    """The documents that everybody may read of: published, and not withdrawn from the public."""
    return Q(gone=False, published_on__isnull=False, secret=False)


CLEANERS = frozenset({Role.SUPERVISOR})
"""Start clean-up campaigns, look through the lists of the bodies below, carry them out."""


def require_cleaning(by: Actor, agency_id: int) -> Duty:
    """The duty by which somebody runs clean-up campaigns of an agency; PermissionDenied without one."""
    return require(by, CLEANERS, agency_id)


def require_judging(by: Actor, agency_id: int) -> Duty:
    """The duty by which somebody says what is to become of an agency's documents; PermissionDenied without one."""
    return require(by, KEEPERS, agency_id)


def may_clean(by: Actor, agency_id: int) -> bool:
    """Whether somebody runs clean-up campaigns of an agency."""
    return by.holds(CLEANERS, agency_id) is not None
