"""Reads: clean-up campaigns as the law sees them, how far they are over all bodies, what is still missing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import Count, Q

from gongkai.law import normative as law
from gongkai.law.findings import Finding
from gongkai.law.normative import Conclusion
from gongkai.normative import access
from gongkai.normative.models import Cleanup, CleanupBody, CleanupLists, Judgement, Stage
from gongkai.normative.queries.facts import Facts, every
from gongkai.records.access import Actor
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign in a list: so many bodies take part, have handed in, were accepted."""

    id: int
    title: str
    agency_id: int
    agency: str
    as_of: date
    due_on: date
    basis: str
    bodies: int
    handed_in: int
    accepted: int
    published_on: date | None

    @property
    def missing(self) -> int:
        """How many bodies still have to hand in their list."""
        return self.bodies - self.handed_in - self.accepted


@dataclass(frozen=True, slots=True)
class Judged:
    """What a body concluded last for a document."""

    conclusion: Conclusion
    reason: str


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A body in a campaign: how its list stands, how many documents are in it, how many have which conclusion."""

    id: int
    agency_id: int
    agency: str
    stage: Stage
    since: datetime | None
    reminded_at: datetime | None
    documents: int
    tallied: Mapping[Conclusion, int]

    @property
    def concluded(self) -> int:
        """How many have a conclusion."""
        return sum(self.tallied.values())

    @property
    def open(self) -> int:
        """How many have none yet."""
        return self.documents - self.concluded

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many have each conclusion, with its word, in the order of the conclusions."""
        return [(each.label, self.tallied.get(each, 0)) for each in Conclusion]


@dataclass(frozen=True)
class Told:
    """A campaign with all facts of the register: who judges what, what was concluded, as the law sees it."""

    row: CampaignRow
    facts: Facts
    bodies: Mapping[int, CleanupBody]
    judged: Mapping[int, Mapping[int, Judged]]

    @cached_property
    def campaign(self) -> law.Campaign:
        """The campaign as the law sees it: only lists that were accepted count as its results."""
        names = self.facts.names
        results = tuple(
            law.CleanupResult(names[document_id], judged.conclusion)
            for body_id, found in self.judged.items()
            for document_id, judged in found.items()
            if document_id in names and self.bodies[body_id].stage == Stage.ACCEPTED
        )
        agencies = frozenset(self.facts.agencies[each.agency_id] for each in self.bodies.values())
        return law.Campaign(self.row.title, self.row.as_of, agencies, results, self.row.published_on)

    @cached_property
    def scope(self) -> Mapping[int, tuple[int, ...]]:
        """The documents that each agency must judge, by its number."""
        found: dict[int, list[int]] = defaultdict(list)
        for name in law.scope(self.campaign, self.facts.register, self.facts.owned[0]):
            document_id = self.facts.ids[name]
            found[self.facts.holder(document_id, self.row.as_of)].append(document_id)
        return {agency_id: tuple(sorted(listed)) for agency_id, listed in found.items()}

    def of_body(self, body_id: int) -> dict[int, Judged]:
        """What a body concluded for the documents that it must judge."""
        scope = set(self.scope.get(self.bodies[body_id].agency_id, ()))
        return {pk: each for pk, each in self.judged.get(body_id, {}).items() if pk in scope}

    @cached_property
    def rows(self) -> tuple[BodyRow, ...]:
        """How far each body is: those that owe a list first, then by name."""
        listed = [self._row(body) for body in self.bodies.values()]
        return tuple(sorted(listed, key=lambda each: (_ORDER[each.stage], each.agency)))

    def _row(self, body: CleanupBody) -> BodyRow:
        return BodyRow(
            body.pk,
            body.agency_id,
            self.facts.agencies[body.agency_id],
            Stage(body.stage),
            body.since,
            body.reminded_at,
            len(self.scope.get(body.agency_id, ())),
            Counter(each.conclusion for each in self.of_body(body.pk).values()),
        )

    def findings(self, on: date) -> list[Finding]:
        """What the law says of the campaign on a day."""
        return law.check_campaign(self.campaign, self.facts.register, self.facts.owned[0], on)

    def to_do(self, on: date, agency_id: int | None = None) -> list[tuple[int, Conclusion]]:
        """The documents of accepted lists that are to leave and have not by a day, with what was concluded.

        Of one agency, or of all. A period that is still to run out does not keep a document from being repealed before.
        """
        found = []
        for body in self.bodies.values():
            if body.stage == Stage.ACCEPTED and agency_id in (None, body.agency_id):
                for document_id, judged in sorted(self.of_body(body.pk).items()):
                    life = self.facts.life(document_id)
                    leaving = life.leaving if life else None
                    left = leaving is not None and bool(leaving.by or leaving.on <= on)
                    if not judged.conclusion.usable and not left:
                        found.append((document_id, judged.conclusion))
        return found


_ORDER = {Stage.HANDED_IN: 0, Stage.RETURNED: 1, Stage.WAITING: 2, Stage.ACCEPTED: 3}


def campaigns(viewer: Actor) -> list[CampaignRow]:
    """The campaigns in which a body that somebody reaches takes part, the newest first; three queries."""
    reach = viewer.reach(access.READERS)
    beside = CleanupBody.objects.filter(Among("agency_id", reach)).values("cleanup")
    found = Cleanup.objects.filter(Q(Among("agency_id", reach)) | Q(pk__in=beside))
    return _rows(found)


def of_agency(agency_id: int) -> list[CampaignRow]:
    """The campaigns in which a body takes part; three queries."""
    return _rows(Cleanup.objects.filter(bodies__agency=agency_id))


def _rows(found: object) -> list[CampaignRow]:
    counted = (
        Cleanup.objects.filter(pk__in=[each.pk for each in found])  # type: ignore[attr-defined] # a set of rows
        .select_related("agency")
        .annotate(
            all_bodies=Count("bodies"),
            handed=Count("bodies", filter=Q(bodies__stage=Stage.HANDED_IN)),
            accepted=Count("bodies", filter=Q(bodies__stage=Stage.ACCEPTED)),
        )
        .order_by("-as_of", "-pk")
    )
    rows = list(counted)
    published = _published(each.pk for each in rows)
    return [
        CampaignRow(
            each.pk,
            each.title,
            each.agency_id,
            each.agency.name,
            each.as_of,
            each.due_on,
            each.basis,
            each.all_bodies,
            each.handed,
            each.accepted,
            published.get(each.pk),
        )
        for each in rows
    ]


def _published(cleanup_ids: Iterable[int]) -> dict[int, date]:
    """Since when the lists of these campaigns are public."""
    out = CleanupLists.objects.filter(cleanup__in=list(cleanup_ids), item__first_published_at__isnull=False)
    found: dict[int, date] = {}
    for cleanup_id, at in out.order_by("-item__first_published_at").values_list(
        "cleanup", "item__first_published_at"
    ):
        if at is not None:
            found[cleanup_id] = civil_day(at)
    return found


def told(cleanup_id: int, facts: Facts | None = None) -> Told | None:
    """A campaign with what was concluded; ten queries however many bodies take part. None if there is none."""
    rows = _rows(Cleanup.objects.filter(pk=cleanup_id))
    if not rows:
        return None
    bodies = {each.pk: each for each in CleanupBody.objects.filter(cleanup=cleanup_id).order_by("pk")}
    return Told(rows[0], facts or every(), bodies, judgements([cleanup_id]).get(cleanup_id, {}))


def judgements(cleanup_ids: Iterable[int]) -> dict[int, dict[int, dict[int, Judged]]]:
    """What counts of the conclusions, by campaign, body and document; one query."""
    found: dict[int, dict[int, dict[int, Judged]]] = defaultdict(lambda: defaultdict(dict))
    rows = Judgement.objects.filter(body__cleanup__in=list(cleanup_ids)).order_by("pk")
    for cleanup_id, body_id, document_id, conclusion, reason in rows.values_list(
        "body__cleanup", "body", "document", "conclusion", "reason"
    ):
        if conclusion:
            found[cleanup_id][body_id][document_id] = Judged(Conclusion(conclusion), reason)
        else:
            found[cleanup_id][body_id].pop(document_id, None)
    return found


def sees(viewer: Actor, row: CampaignRow, agency_id: int) -> bool:
    """Whether somebody may see the list of a body in a campaign: its own people, and those who run the campaign."""
    own = viewer.holds(access.READERS, agency_id) is not None
    return own or access.may_clean(viewer, row.agency_id)


def waiting(viewer: Actor) -> int:
    """How much waits for somebody in campaigns: lists to be handed in, lists to be looked through; two queries."""
    owed = CleanupBody.objects.filter(
        Among("agency_id", viewer.reach(access.KEEPERS - access.CLEANERS)),
        stage__in=[each for each in Stage if each.owed],
    )
    handed = CleanupBody.objects.filter(
        Among("cleanup__agency_id", viewer.reach(access.CLEANERS)), stage=Stage.HANDED_IN
    )
    return owed.count() + handed.count()
