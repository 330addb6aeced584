"""Who may send things into sign-off, speak at a step, see a round, set chains. Nobody has two parts in one thing."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q

from gongkai.accounts.models import User
from gongkai.law.roles import Role
from gongkai.law.signing.chains import DRAFT
from gongkai.records.access import OPERATOR, Actor, Duty, require
from gongkai.records.queries.among import Among
from gongkai.signoff.models import Countersign, Part, Round, Turn
from gongkai.signoff.models.kinds import DECLARED

CHAIN_SETTERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SUPERVISOR})
"""Set the chains of the agencies that they reach; those for all at an agency with none above it, as the operator does."""

HEADS = frozenset({Role.OFFICE_HEAD, Role.LEADER})
"""Stop and urge on whatever is under way at their agency."""

WATCHERS = frozenset({Role.OFFICE_HEAD, Role.SUPERVISOR})
"""See what is late or urgent (督办): at their agency, or in the agencies that they reach."""

READERS = frozenset(
    {
        Role.DISCLOSURE_OFFICER,
        Role.HANDLER,
        Role.SECRECY_REVIEWER,
        Role.LEGAL_REVIEWER,
        Role.OFFICE_HEAD,
        Role.LEADER,
        Role.SUPERVISOR,
    }
)
"""See every round of the agencies that they reach; others see those in which they have a part."""


def require_person(by: Actor) -> int:
    """The user who acts; PermissionDenied for anybody without an account, such as a command or a job."""
    if by.user_id is None:
        raise PermissionDenied("审签应当由登录的人员本人办理。")
    return by.user_id


def require_chain(by: Actor, agency_id: int | None) -> Duty | None:
    """The duty by which somebody sets a chain or takes it away; None for the operator.

    By the chain for all agencies those of others go, too: it takes a role at the top of the tree.
    """
    if by is OPERATOR:
        return None
    if agency_id is not None:
        return require(by, CHAIN_SETTERS, agency_id)
    fitting = [duty for duty in by.duties if duty.top and duty.role in CHAIN_SETTERS]
    if not fitting:
        raise PermissionDenied(
            "通用的审签流程管到整个平台，由最上级机关的系统管理员或者主管部门（公开办）设置。"
        )
    return min(fitting, key=lambda duty: duty.acting_for)


def drafters(kind: str) -> frozenset[Role]:
    """The roles that may write things of a kind."""
    return DECLARED[kind].drafters


def require_stop(by: Actor, held: Round) -> Duty | None:
    """Whoever wrote the text may take it back, and the heads of the agency may stop it; PermissionDenied for others."""
    if _wrote(by, held):
        return None
    return require(by, HEADS, held.agency_id)


def require_reminder(by: Actor, held: Round) -> Duty | None:
    """Whoever wrote the text, the heads of the agency and its supervisors may urge it on; PermissionDenied for others."""
    if _wrote(by, held):
        return None
    return require(by, HEADS | {Role.SUPERVISOR}, held.agency_id)


@dataclass(frozen=True, slots=True)
class Speaker:
    """By which duty somebody acts, and for whom."""

    duty: Duty
    user_id: int
    acting_for: int | None

    @property
    def persons(self) -> frozenset[int]:
        """The person who acts and the one stood in for."""
        return frozenset({self.user_id} if self.acting_for is None else {self.user_id, self.acting_for})

    def may_write(self, parts: Mapping[int, str]) -> bool:
        """Whether neither person has another part in a round than that of an author."""
        return all(parts.get(person, DRAFT) == DRAFT for person in self.persons)


def require_sight(by: Actor, round_id: int) -> None:
    """Raise PermissionDenied for whoever may not see a round."""
    if not sees(by, round_id):
        raise PermissionDenied("没有这次审签，或者您不能查看。")


def speakers(by: Actor, roles: Collection[Role], agency_id: int) -> list[Speaker]:
    """All ways in which somebody has one of these roles for an agency, own ones first; PermissionDenied without any."""
    user_id = require_person(by)
    require(by, roles, agency_id)
    fitting = [duty for duty in by.duties if duty.role in roles and agency_id in duty.reach]
    fitting.sort(key=lambda duty: duty.acting_for)
    users = User.objects.filter(username__in={duty.acting_for for duty in fitting} - {""})
    numbers = dict(users.values_list("username", "pk")) if any(duty.acting_for for duty in fitting) else {}
    return [Speaker(duty, user_id, numbers[duty.acting_for] if duty.acting_for else None) for duty in fitting]


def allowed(rule: Callable[[Actor, Round], object], by: Actor, held: Round) -> bool:
    """Whether one of the rules above lets somebody do something in a round."""
    try:
        rule(by, held)
    except PermissionDenied:
        return False
    return True


def waiting_for(viewer: Actor) -> Q:
    """The turns that somebody can take: their drafts, and steps of their roles in rounds where they have no other part."""
    if viewer.user_id is None:
        return Q(pk__in=())
    found = Q(role="", person=viewer.user_id)
    for principal, steps in _steps_by_principal(viewer):
        elsewhere = Part.objects.filter(
            ~Q(step=OuterRef("step")),
            round=OuterRef("round"),
            person__username__in={viewer.username, principal} - {""},
        )
        found |= steps & ~Q(Exists(elsewhere))
    return found


def watched_by(viewer: Actor) -> Q:
    """The turns that somebody watches over: at an agency in reach, or in a round of one."""
    reach = viewer.reach(WATCHERS)
    return Q(Among("agency", reach)) | Q(Among("round__agency", reach))


def visible_to(viewer: Actor) -> Q:
    """The rounds that somebody may see: of agencies in reach, those that asked their office, those they have a part in."""
    if viewer.user_id is None:
        return Q(pk__in=())
    mine = Part.objects.filter(round=OuterRef("pk"), person=viewer.user_id)
    found = Q(Among("agency", viewer.reach(READERS))) | Q(Exists(mine))
    asked = Q()
    for role, reach in _reach_by_role(viewer.duties):
        asked |= Q(Among("agency", reach), role=role)
    if asked:
        found |= Q(Exists(Countersign.objects.filter(asked, round=OuterRef("pk"))))
        found |= Q(Exists(Turn.objects.filter(asked, round=OuterRef("pk"))))
    return found


def sees(viewer: Actor, round_id: int) -> bool:
    """Whether somebody may see a round."""
    return Round.objects.filter(visible_to(viewer), pk=round_id).exists()


def _wrote(by: Actor, held: Round) -> bool:
    return held.parts.filter(person=require_person(by), step=DRAFT).exists()


def _steps_by_principal(viewer: Actor) -> Iterator[tuple[str, Q]]:
    """Whom the viewer acts for ("" for themselves), and the turns of the roles held for them."""
    by_principal: defaultdict[str, list[Duty]] = defaultdict(list)
    for duty in viewer.duties:
        by_principal[duty.acting_for].append(duty)
    for principal, held in by_principal.items():
        steps = Q()
        for role, reach in _reach_by_role(held):
            steps |= Q(Among("agency", reach), role=role)
        if steps:  # an empty condition would be true of every turn
            yield principal, steps


def _reach_by_role(held: Iterable[Duty]) -> Iterator[tuple[Role, frozenset[int]]]:
    """The agencies that each role extends to; those who run the system have no part in the work."""
    reach: defaultdict[Role, frozenset[int]] = defaultdict(frozenset)
    for duty in held:
        if not duty.role.runs_the_system:
            reach[duty.role] |= duty.reach
    yield from reach.items()
