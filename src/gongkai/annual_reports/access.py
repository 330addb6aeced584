"""Who may import annual reports, compile and write them, set figures by hand, review and publish them, say what counts in a roll-up.

Published reports everybody may read: they are published by law.
"""

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from gongkai.annual_reports.models import WorkingReport
from gongkai.law.roles import Role
from gongkai.law.signing.chains import Demands
from gongkai.records.access import OPERATOR, Actor, Duty, require, require_operator, require_or_operator
from gongkai.signoff import access as signoff
from gongkai.signoff.models import Round
from gongkai.signoff.models.kinds import Kind, declare

WRITERS = frozenset({Role.DISCLOSURE_OFFICER, Role.OFFICE_HEAD, Role.SUPERVISOR})
"""Compile the report of an agency that they reach, set figures by hand and take them back."""

READERS = signoff.READERS
"""See the reports under way of the agencies that they reach."""

REVIEWERS = frozenset({Role.SUPERVISOR})
"""Accept the reports of the agencies below theirs, or return them with remarks; at the top those of their own agency."""

KIND = declare(
    Kind(
        "working_report",
        "政府信息公开工作年度报告",
        "desk:report",
        drafters=WRITERS,
        demands=Demands(),
        carried_out="gongkai.annual_reports.actions.signing.carry_out",
    )
)
"""Reports go through sign-off as they were accepted: the digest is that of the snapshot."""

COLLECTORS = frozenset({Role.SUPERVISOR})
"""Say which bodies below their own agency count in a roll-up, and take in what those hand in as files."""

IMPORTERS = WRITERS
"""Import reports that a body published before it came to the platform."""


def require_import(by: Actor) -> None:
    """Raise PermissionDenied unless the operator of this installation imports."""
    require_operator(by)


def require_writing(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody works on the report of a body; None for the operator."""
    return require_or_operator(by, WRITERS, agency_id)


def require_bringing(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody imports what a body published elsewhere; None for the operator."""
    return require_or_operator(by, IMPORTERS, agency_id)


def require_collecting(by: Actor, agency_id: int) -> Duty | None:
    """The duty by which somebody says whether a body counts, and takes in its file: held above it; None for the operator."""
    duty = require_or_operator(by, COLLECTORS, agency_id)
    if duty is None:
        return None
    fitting = [each for each in _above(by, agency_id) if each.agency_id != agency_id]
    if not fitting:
        raise PermissionDenied("是否计入汇总、收取报送的报告，由上级主管部门办理，本机关不办理自己的。")
    return min(fitting, key=lambda each: each.acting_for)


def collected_by(by: Actor) -> frozenset[int]:
    """The bodies whose files somebody takes in."""
    mine = (duty.reach - {duty.agency_id} for duty in by.duties if duty.role in COLLECTORS)
    return frozenset().union(*mine)


def require_review(by: Actor, agency_id: int) -> Duty:
    """The duty by which somebody reviews the report of a body: held above it, or at the top of the tree."""
    require(by, REVIEWERS, agency_id)
    fitting = _above(by, agency_id)
    if not fitting:
        raise PermissionDenied("年度报告由上级主管部门审核，本机关不审核自己的报告。")
    return min(fitting, key=lambda duty: duty.acting_for)


def may_review(by: Actor, agency_id: int) -> bool:
    """Whether somebody reviews the report of a body."""
    return bool(_above(by, agency_id))


def _above(by: Actor, agency_id: int) -> list[Duty]:
    """Duties of those who supervise a body from above it; at the top of the tree from there."""
    return [
        duty
        for duty in by.duties
        if duty.role in REVIEWERS and agency_id in duty.reach and (duty.agency_id != agency_id or duty.top)
    ]


def visible_to(viewer: Actor) -> Q:
    """The reports under way that somebody may open: of bodies in reach, and those whose sign-off they have a part in."""
    if viewer is OPERATOR:
        return Q()
    rounds = Round.objects.filter(signoff.visible_to(viewer), kind=KIND.key).values_list("subject", flat=True)
    numbers = [int(subject.partition(":")[2]) for subject in rounds]
    return Q(agency__in=viewer.reach(READERS)) | Q(pk__in=numbers)


def require_sight(viewer: Actor, working_id: int) -> None:
    """PermissionDenied for whoever may not see a report under way; the same for one that does not exist."""
    if not WorkingReport.objects.filter(visible_to(viewer), pk=working_id).exists():
        raise PermissionDenied("没有这份报告，或者您不能查看。")
