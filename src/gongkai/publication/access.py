"""Who may see items before they are public, write them, publish them, take them back, keep columns and the catalogue."""

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q

from gongkai.law.roles import Role
from gongkai.law.signing.chains import Demands
from gongkai.publication.models import Edition, Item, Stand
from gongkai.records.access import OPERATOR, Actor, Duty, require
from gongkai.signoff import access as signoff
from gongkai.signoff.models import Round
from gongkai.signoff.models.kinds import Kind, declare

READERS = signoff.READERS
"""See the items of the agencies that they reach in every state."""

WRITERS = frozenset({Role.DISCLOSURE_OFFICER, Role.HANDLER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Write items; each of them sees what colleagues write."""

KIND = declare(
    Kind(
        "item",
        "主动公开信息",
        "desk:item",
        drafters=WRITERS,
        demands=Demands(),
        recorded=frozenset({Role.SECRECY_REVIEWER}),
    )
)
"""Items go through sign-off; secrecy reviewers agree to one by the record of their review."""

PUBLISHERS = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Put out what is approved, take back what is public, look again at what is withheld."""

IMPORTERS = PUBLISHERS
"""Bring items in from older platforms and other systems, many at once."""

REMOVERS = PUBLISHERS | {Role.LEADER, Role.SECRECY_REVIEWER}
"""May take back at once what must not be seen."""

KEEPERS = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Arrange the columns and the catalogue of their agency; a supervisor those of the agencies below."""

COMMON = "全平台共用的栏目和目录由本平台的运行人员维护。"


def require_writing(by: Actor, agency_id: int) -> Duty:
    """The duty by which somebody writes items of an agency; PermissionDenied without one."""
    return require(by, WRITERS, agency_id)


def require_publishing(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody puts out what is approved; None for the operator (what is due by its time)."""
    return None if by is OPERATOR else require(by, PUBLISHERS, agency_id)


def require_importing(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody imports items of an agency; None for the operator."""
    return None if by is OPERATOR else require(by, IMPORTERS, agency_id)


def require_removing(by: Actor, agency_id: int) -> Duty:
    """The duty by which somebody takes back what is public."""
    return require(by, REMOVERS, agency_id)


def require_keeping(by: Actor, agency_id: int | None) -> Duty | None:
    """The duty by which somebody arranges columns and catalogue; None for the operator, the only one for common ones."""
    if by is OPERATOR:
        return None
    if agency_id is None:
        raise PermissionDenied(COMMON)
    return require(by, KEEPERS, agency_id)


def listed_for(viewer: Actor) -> Q:
    """The items that stand in somebody's lists: of agencies in reach."""
    return Q(agency__in=viewer.reach(READERS))


def visible_to(viewer: Actor) -> Q:
    """The items whose page somebody may open: of agencies in reach, and those whose sign-off they have a part in."""
    rounds = Round.objects.filter(signoff.visible_to(viewer))
    return listed_for(viewer) | Q(Exists(Edition.objects.filter(item=OuterRef("pk"), round__in=rounds)))


def sees(viewer: Actor, item_id: int) -> bool:
    """Whether somebody may open the page of an item on the desk."""
    return Item.objects.filter(visible_to(viewer), pk=item_id).exists()


def require_sight(viewer: Actor, item_id: int) -> None:
    """Raise PermissionDenied for whoever may not see an item; the same for one that does not exist."""
    if not sees(viewer, item_id):
        raise PermissionDenied("没有这条信息，或者您不能查看。")


def public() -> Q:
    """The items that everybody may read."""
    return Q(stand=Stand.PUBLIC)
