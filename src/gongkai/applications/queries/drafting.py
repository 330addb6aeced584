"""Reads: a decision as its own page shows it, and what a drafter starts from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from gongkai.accounts.models import User
from gongkai.agencies.queries import letterhead, powers
from gongkai.applications import access
from gongkai.applications.access import Act
from gongkai.applications.models import Application, Decision
from gongkai.applications.queries.deciding import Part, findings, parts_of
from gongkai.applications.queries.repeats import Repeat, repeats
from gongkai.law.findings import Finding
from gongkai.records.access import Actor


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """A decision whole. `state` of its round: "" before sign-off, then open, approved or stopped, as of this very text.

    `wanted`: the things asked for by their place. `drafts` and `issues`: whether the viewer may change it, send it out.
    """

    id: int
    application_id: int
    application: str
    title: str
    agency: str
    agency_id: int
    wanted: Mapping[int, str]
    revision: int
    parts: tuple[Part, ...]
    row: str
    text: str
    facts: Mapping[str, Any]
    answered: tuple[Mapping[str, str], ...]
    digest: str
    authors: tuple[str, ...]
    saved_by: str
    saved_at: datetime
    round_id: int | None
    state: str
    number: str
    issued_at: datetime | None
    dropped_at: datetime | None
    moves: int
    drafts: bool
    issues: bool

    @property
    def open(self) -> bool:
        """Whether it is neither sent out nor put away."""
        return self.issued_at is None and self.dropped_at is None


def decision_card(viewer: Actor, decision_id: int) -> DecisionCard | None:
    """A decision as somebody may see it; None where they may not see its application, or there is none."""
    held = (
        Decision.objects.select_related("application__agency", "round", "saved_by")
        .filter(pk=decision_id)
        .first()
    )
    if held is None or not access.sees(viewer, held.application_id):
        return None
    acts = access.possible(viewer, held.application)
    names = dict(User.objects.filter(pk__in=held.authors).values_list("pk", "name"))
    return DecisionCard(
        id=held.pk,
        application_id=held.application_id,
        application=held.application.number,
        title=held.application.title,
        agency=held.application.agency.name,
        agency_id=held.application.agency_id,
        wanted=dict(held.application.wanted.order_by("position").values_list("position", "name")),
        revision=held.revision,
        parts=parts_of(held),
        row=held.row,
        text=held.text,
        facts=held.facts,
        answered=tuple(held.answered),
        digest=held.digest,
        authors=tuple(names.get(each, "") for each in held.authors),
        saved_by=held.saved_by.name,
        saved_at=held.saved_at,
        round_id=held.round_id,
        state=_state(held),
        number=held.number,
        issued_at=held.issued_at,
        dropped_at=held.dropped_at,
        moves=held.application.moves,
        drafts=Act.DECIDE in acts,
        issues=Act.ISSUE in acts,
    )


def findings_of(decision_id: int, on: date) -> list[Finding]:
    """What is wrong with a saved decision on a day, for whoever may see it."""
    held = Decision.objects.select_related("application__agency", "application__applicant")
    return findings(held.get(pk=decision_id), on)


def answered_before(application_id: int) -> list[Repeat]:
    """Other applications by the same applicant or for the same thing that have ended: what this one may repeat."""
    application = Application.objects.get(pk=application_id)
    return [one for one in repeats(application) if one.handled_on is not None]


def reply_of(application_id: int) -> tuple[str, date | None]:
    """Number and day of the reply to an application; its own number where it ended without one."""
    found = Application.objects.get(pk=application_id)
    reply = found.decisions.filter(issued_at__isnull=False).order_by("-pk").values_list("number", flat=True)
    return reply.first() or found.number, found.handled_on


def remedies_of(agency_id: int, on: date) -> dict[str, str]:
    """The names of review body and court for the agency: as it settled, as its last reply had them, or as the tree names them."""
    settled = letterhead(agency_id)
    last = (
        Decision.objects.filter(application__agency=agency_id, issued_at__isnull=False)
        .exclude(facts__court__isnull=True)
        .order_by("-pk")
        .values_list("facts", flat=True)
        .first()
    ) or {}
    named = [each.agency.name for each in powers(agency_id, on).review_bodies if each.agency]
    return {
        "review_body": settled.review_body or str(last.get("review_body") or "或者".join(named)),
        "court": settled.court or str(last.get("court", "")),
    }


def _state(held: Decision) -> str:
    """Approved only for what was approved: a text that was changed since is a draft again."""
    if held.round is None:
        return ""
    if held.round.outcome and held.round.digest != held.digest:
        return ""
    return held.round.outcome or "open"
