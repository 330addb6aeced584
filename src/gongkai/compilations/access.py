"""Who may see topics and issues of the gazette before they are public, compose them, and put them out."""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from gongkai.compilations.models import Issue, Topic
from gongkai.law.signing.chains import Demands
from gongkai.publication.access import PUBLISHERS, READERS, WRITERS
from gongkai.records.access import OPERATOR, Actor, Duty, require
from gongkai.signoff import access as signoff
from gongkai.signoff.models import Round
from gongkai.signoff.models.kinds import Kind, declare

SEERS = READERS
"""See topics and issues of the agencies that they reach in every state."""

COMPOSERS = WRITERS
"""Compose topics and issues while the public does not see them."""

EDITORS = PUBLISHERS
"""Put topics before the public and change them there; put out issues that are approved."""

KIND = declare(
    Kind(
        "gazette",
        "政府公报",
        "desk:gazette_issue",
        drafters=COMPOSERS,
        demands=Demands(secrecy=False, levels=2),
    )
)
"""Issues go through sign-off. Each text in one was reviewed and signed before it was published, so that no step reviews it again."""


def require_composing(by: Actor, agency_id: int, *, shown: bool = False) -> Duty | None:
    """The duty by which somebody composes for an agency; what is `shown` already is changed by editors alone. None: operator."""
    return None if by is OPERATOR else require(by, EDITORS if shown else COMPOSERS, agency_id)


def require_editing(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody puts out what is composed; None for the operator."""
    return None if by is OPERATOR else require(by, EDITORS, agency_id)


def visible_to(viewer: Actor) -> Q:
    """The topics whose page on the desk somebody may open."""
    return Q(agency__in=viewer.reach(SEERS))


def issues_visible_to(viewer: Actor) -> Q:
    """The issues whose page somebody may open: of agencies in reach, and those whose sign-off they have a part in."""
    return visible_to(viewer) | Q(round__in=Round.objects.filter(signoff.visible_to(viewer)))


def require_topic(viewer: Actor, topic_id: int) -> None:
    """PermissionDenied for whoever may not see a topic; the same for one that does not exist."""
    if viewer is not OPERATOR and not Topic.objects.filter(visible_to(viewer), pk=topic_id).exists():
        raise PermissionDenied("没有这个专题，或者您不能查看。")


def require_issue(viewer: Actor, issue_id: int) -> None:
    """PermissionDenied for whoever may not see an issue; the same for one that does not exist."""
    if viewer is not OPERATOR and not Issue.objects.filter(issues_visible_to(viewer), pk=issue_id).exists():
        raise PermissionDenied("没有这一期公报，或者您不能查看。")
