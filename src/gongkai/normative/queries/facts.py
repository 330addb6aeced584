"""Reads: rows as facts of the law: documents, changes and moves, each under a name that a person can read."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet

from gongkai.agencies.models import Agency
from gongkai.law import normative as law
from gongkai.law.findings import Finding
from gongkai.law.normative import DocumentKind, Effect
from gongkai.normative.models import Change, Document, JointBody, Move
from gongkai.records.queries.among import Among

BY_ARTICLE = [each.value for each in Effect if each.by_article]
_COLUMNS = (
    "pk",
    "agency_id",
    "kind",
    "title",
    "document_no",
    "issued_on",
    "published_on",
    "effective_on",
    "valid_until",
)
COUNTED = Q(gone=False, issued_on__isnull=False)
"""The documents that were made and not taken back: those that the law hears of."""


@dataclass(frozen=True, slots=True)
class ToldChange:
    """A change by the number of its row."""

    id: int
    change: law.Change


@dataclass(frozen=True)
class Facts:
    """What is told about documents: `names` are those under which the law knows them, by number.

    The lives of all, and whose each document is, are worked out once, when somebody asks.
    """

    documents: Mapping[int, law.Document]
    changes: tuple[ToldChange, ...]
    moves: tuple[law.Move, ...]
    names: Mapping[int, str]
    agencies: Mapping[int, str]

    @cached_property
    def register(self) -> law.Register:
        """The lives of these documents."""
        return law.register(self.documents.values(), (each.change for each in self.changes))

    @cached_property
    def owned(self) -> tuple[dict[str, law.Owners], tuple[Finding, ...]]:
        """Whose each document is, by its name, and what is wrong with the moves."""
        return law.owners(self.documents.values(), self.moves)

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """The numbers of the documents by name."""
        return {name: pk for pk, name in self.names.items()}

    @cached_property
    def agency_ids(self) -> Mapping[str, int]:
        """The numbers of the agencies by name."""
        return {name: pk for pk, name in self.agencies.items()}

    def life(self, document_id: int) -> law.History | None:
        """The life of a document; None where it was not made yet."""
        name = self.names.get(document_id)
        return self.register.histories.get(name) if name else None

    def holder(self, document_id: int, on: date) -> int:
        """Whose a document is on a day."""
        return self.agency_ids[self.owned[0][self.names[document_id]].on(on)]

    @cached_property
    def findings(self) -> Mapping[int, tuple[Finding, ...]]:
        """What is wrong with the facts of each document, by its number."""
        found: dict[int, list[Finding]] = defaultdict(list)
        for each in self.register.findings:
            document_id = self.ids.get(each.where.rpartition(".")[0])
            if document_id is not None:
                found[document_id].append(each)
        return {document_id: tuple(listed) for document_id, listed in found.items()}


def every() -> Facts:
    """All facts of the register; six queries. Articles only of those that somebody changed by article."""
    return _facts(None)


def around(document_ids: Iterable[int]) -> Facts:
    """The facts of these documents and of all that they hang together with by changes; eight queries."""
    return _facts(linked(document_ids))


def behind(document_ids: Iterable[int], *, also_changed: bool = False) -> Facts:
    """The facts that the lives of these documents rest on: what changed them, what changed that; as many queries as `around`.

    `also_changed`: and those of the documents that they changed themselves. Less than `around`, and enough to read.
    """
    causes: dict[int, set[int]] = defaultdict(set)
    found = set(document_ids)
    own = frozenset(found)
    for of, cause in _edges():
        causes[of].add(cause)
        if also_changed and cause in own:
            found.add(of)
    return _facts(_reached(found, causes))


def handed_over() -> Facts:
    """The facts of the documents that moves name, and all moves: what is wrong with any move shows here; eight queries."""
    named = Document.objects.filter(moves__isnull=False, moves__voiding__isnull=True)
    return _facts(frozenset(named.values_list("pk", flat=True)))


def linked(document_ids: Iterable[int]) -> frozenset[int]:
    """These documents and all that changes lead to, in either direction, over any number of steps; one query."""
    beside: dict[int, set[int]] = defaultdict(set)
    for of, cause in _edges():
        beside[of].add(cause)
        beside[cause].add(of)
    return _reached(document_ids, beside)


def _edges() -> Iterable[tuple[int, int]]:
    return Change.objects.filter(voiding__isnull=True).values_list("of_id", "cause_id")


def _reached(start: Iterable[int], onward: Mapping[int, set[int]]) -> frozenset[int]:
    found = set(start)
    waiting = list(found)
    while waiting:
        for each in onward.get(waiting.pop(), ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return frozenset(found)


def _facts(within: frozenset[int] | None) -> Facts:
    told = Document.objects.filter(COUNTED)
    if within is not None:
        told = told.filter(Among("pk", within))
    rows = list(told.order_by("pk").values(*_COLUMNS))
    agencies = names_of_agencies()
    names = _names(rows)
    changes = _changes(within, names)
    articles = _articles(within)
    joint = _joint(within)
    documents = {
        row["pk"]: _document(row, names, agencies, articles.get(row["pk"], ()), joint.get(row["pk"], ()))
        for row in rows
    }
    return Facts(documents, changes, _moves(names, agencies), names, agencies)


def _names(rows: Iterable[Mapping[str, Any]]) -> dict[int, str]:
    """By number, else by title; where several have the same, with what else tells them apart."""
    listed = list(rows)
    called = {row["pk"]: row["document_no"] or row["title"] for row in listed}
    many = Counter(called.values())
    return {
        row["pk"]: called[row["pk"]]
        if many[called[row["pk"]]] == 1
        else f"{called[row['pk']]}（登记簿第{row['pk']}号）"
        for row in listed
    }


def names_of(documents: QuerySet[Document]) -> dict[int, str]:
    """The names of these documents by number; one query."""
    return _names(documents.values("pk", "document_no", "title"))


def names_of_agencies() -> dict[int, str]:
    """Names of all bodies by number, told apart by their address where several have the same; one query."""
    rows = list(Agency.objects.order_by("pk").values_list("pk", "name", "slug"))
    many = Counter(name for _, name, _ in rows)
    return {pk: name if many[name] == 1 else f"{name}（{slug}）" for pk, name, slug in rows}


def _document(
    row: Mapping[str, Any],
    names: Mapping[int, str],
    agencies: Mapping[int, str],
    articles: Iterable[Mapping[str, str]],
    joint: Iterable[str],
) -> law.Document:
    return law.Document(
        id=names[row["pk"]],
        kind=DocumentKind(row["kind"]),
        issued_on=row["issued_on"],
        agency=agencies[row["agency_id"]],
        title=row["title"],
        number=row["document_no"],
        published_on=row["published_on"],
        effective_on=row["effective_on"],
        valid_until=row["valid_until"],
        joint=tuple(joint),
        articles=tuple(law.Article(each["number"], each["text"]) for each in articles),
    )


def _articles(within: frozenset[int] | None) -> dict[int, list[dict[str, str]]]:
    """The articles of one group of documents, or, of all, those that somebody changed by article."""
    found = Document.objects.exclude(articles=[])
    if within is None:
        changed = Change.objects.filter(voiding__isnull=True, effect__in=BY_ARTICLE)
        found = found.filter(pk__in=changed.values("of"))
    else:
        found = found.filter(Among("pk", within))
    return dict(found.values_list("pk", "articles"))


def _joint(within: frozenset[int] | None) -> dict[int, list[str]]:
    found = JointBody.objects.order_by("document_id", "position")
    if within is not None:
        found = found.filter(Among("document_id", within))
    named: dict[int, list[str]] = defaultdict(list)
    for document_id, name in found.values_list("document_id", "name"):
        named[document_id].append(name)
    return named


def _changes(within: frozenset[int] | None, names: Mapping[int, str]) -> tuple[ToldChange, ...]:
    """The changes between documents that were made; one of a document on its way waits until that is."""
    found = Change.objects.filter(voiding__isnull=True)
    if within is not None:
        found = found.filter(Among("of_id", within))
    rows = found.order_by("pk").values_list("pk", "effect", "of_id", "cause_id", "on", "articles", "until")
    return tuple(
        ToldChange(pk, change_of(effect, names[of], names[cause], on, articles, until))
        for pk, effect, of, cause, on, articles, until in rows
        if of in names and cause in names
    )


def change_of(
    effect: str, of: str, by: str, on: date, articles: Iterable[Mapping[str, Any]], until: date | None
) -> law.Change:
    """A change as the law sees it."""
    return law.Change(
        kind=Effect(effect),
        of=of,
        by=by,
        on=on,
        articles=tuple(
            law.ArticleChange(each["number"], each.get("text"), each.get("after")) for each in articles
        ),
        until=until,
    )


def _moves(names: Mapping[int, str], agencies: Mapping[int, str]) -> tuple[law.Move, ...]:
    """All moves; of named documents those that are told here."""
    found = []
    for move in Move.objects.filter(voiding__isnull=True).order_by("pk").prefetch_related("documents"):
        named = tuple(names[each.pk] for each in move.documents.all() if each.pk in names)
        if move.whole or named:
            found.append(
                law.Move(agencies[move.of_id], agencies[move.to_id], move.on, None if move.whole else named)
            )
    return tuple(found)
