"""The round of a thing, whether it is approved, what was urgent."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from gongkai.law.roles import Role
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among
from gongkai.signoff import access
from gongkai.signoff.models import Round, Turn
from gongkai.signoff.models.round import APPROVED
from gongkai.signoff.queries.kinds import label


@dataclass(frozen=True, slots=True)
class TurnRow:
    """Who is to speak now: a role at an agency, or a person for a draft."""

    step: str
    title: str
    agency: str
    who: str
    since: datetime
    due_on: date | None


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One round as pages show it; `outcome` is empty while it is open."""

    id: int
    subject: str
    kind: str
    kind_label: str
    title: str
    digest: str
    revision: int
    agency_id: int
    agency: str
    drafter: str
    opened_at: datetime
    urgent_because: str
    ended_at: datetime | None
    outcome: str
    outcome_label: str
    turns: tuple[TurnRow, ...]

    @property
    def approved(self) -> bool:
        """Whether it ended with every step's agreement."""
        return self.outcome == APPROVED


def round_of(subject: str) -> RoundRow | None:
    """The newest round of a thing, or None. For whoever has settled that its reader may see the thing: two queries."""
    held = _with_names().filter(subject=subject).order_by("-pk").first()
    return _row(held) if held else None


def seen_round(round_id: int, viewer: Actor) -> RoundRow | None:
    """A round as its page shows it; None if there is none, or the viewer may not see it."""
    held = _with_names().filter(access.visible_to(viewer), pk=round_id).first()
    return _row(held) if held else None


def approved(subject: str, digest: str) -> bool:
    """Whether exactly this is approved: the newest round of the thing ended so, with this digest."""
    last = Round.objects.filter(subject=subject).order_by("-pk").values_list("outcome", "digest").first()
    return last == (APPROVED, digest)


def urgent_rounds(viewer: Actor, *, first: date, last: date) -> list[RoundRow]:
    """What took the urgent path from one day to another in the agencies that the viewer watches over, ended or not."""
    reach = viewer.reach(access.WATCHERS)
    found = _with_names().filter(
        Among("agency", reach), opened_at__date__gte=first, opened_at__date__lte=last
    )
    return [_row(held) for held in found.exclude(urgent_because="").order_by("opened_at", "pk")]


def _with_names() -> QuerySet[Round]:
    turns = Turn.objects.select_related("agency", "person").order_by("pk")
    return Round.objects.select_related("agency", "drafter").prefetch_related(Prefetch("turns", turns))


def _row(held: Round) -> RoundRow:
    return RoundRow(
        id=held.pk,
        subject=held.subject,
        kind=held.kind,
        kind_label=label(held.kind),
        title=held.title,
        digest=held.digest,
        revision=held.revision,
        agency_id=held.agency_id,
        agency=held.agency.name,
        drafter=held.drafter.name,
        opened_at=held.opened_at,
        urgent_because=held.urgent_because,
        ended_at=held.ended_at,
        outcome=held.outcome,
        outcome_label=held.get_outcome_display(),
        turns=tuple(_turn(turn) for turn in held.turns.all()),
    )


def _turn(turn: Turn) -> TurnRow:
    who = turn.person.name if turn.person else Role(turn.role).label
    return TurnRow(turn.step, turn.title, turn.agency.name, who, turn.since, turn.due_on)
