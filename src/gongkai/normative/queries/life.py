"""Reads: the life of one document: how it stands on a day and why, what happened to it, its text on that day."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.db.models import Q

from gongkai.law.duties.publication import Validity
from gongkai.law.findings import Finding
from gongkai.law.normative import Change, History, Mark, Provision, Standing, called
from gongkai.law.wording import day as in_words
from gongkai.normative import access
from gongkai.normative.models import Document
from gongkai.normative.queries.facts import Facts, behind
from gongkai.records.queries.among import Among
from gongkai.records.queries.numbers import civil_day


@dataclass(frozen=True, slots=True)
class Other:
    """Another document: its number in the register, what it is called, whether everybody may read of it."""

    id: int
    name: str
    title: str
    public: bool


@dataclass(frozen=True, slots=True)
class Moment:
    """Something on the life line: on which day, what, by which document; `ahead`: it has not come yet."""

    on: date
    kind: str
    says: str
    by: Other | None = None
    effect: str = ""
    ahead: bool = False


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article on a day: as `law.normative.Provision`, with the document that changed it, and the heading before it."""

    number: str
    text: str
    since: date
    mark: Mark
    was: str
    by: Other | None
    heading: str = ""

    @property
    def called(self) -> str:
        """How it is called: 第三条; 一、（二） in a text without articles."""
        return called(self.number)

    @property
    def anchor(self) -> str:
        """Where it stands on the page: the number is never given again, so that this stays true."""
        return f"di-{self.number}"

    @property
    def in_force(self) -> bool:
        """Whether it still stands."""
        return self.mark is not Mark.REMOVED


@dataclass(frozen=True, slots=True)
class Wording:
    """How an article read from a day on, by which document; `gone`: from then on it does not stand."""

    since: date
    text: str
    mark: Mark
    by: Other | None


@dataclass(frozen=True)
class Life:
    """A document with all that changes lead to."""

    document: Document
    facts: Facts
    others: Mapping[str, Other]

    @property
    def history(self) -> History | None:
        """Its life; None where it was not made yet."""
        return self.facts.life(self.document.pk)

    def standing(self, on: date) -> Standing | None:
        """How it stands on a day."""
        return self.history.standing(on) if self.history else None

    def holder(self, on: date) -> tuple[int, str]:
        """Whose it is on a day: number and name."""
        pk = self.facts.holder(self.document.pk, on) if self.history else self.document.holder_id
        return pk, self.facts.agencies[pk]

    def by(self, standing: Standing | None) -> Other | None:
        """The document by which it stands as it does."""
        return self.others.get(standing.by) if standing else None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the facts about it."""
        return self.facts.findings.get(self.document.pk, ())

    def text(self, on: date) -> tuple[ArticleRow, ...]:
        """Its articles on a day, each with its mark; as drafted while it is on its way. Empty where it was not taken apart."""
        headings = {each["number"]: each.get("heading", "") for each in self.document.articles}
        return tuple(
            ArticleRow(
                each.number,
                each.text,
                each.since,
                each.mark,
                each.was or "",
                self.others.get(each.by) if each.mark is not Mark.ORIGINAL else None,
                headings.get(each.number, ""),
            )
            for each in (self.history.text(on) if self.history else self._draft())
        )

    def _draft(self) -> Iterator[Provision]:
        since = civil_day(self.document.at)
        for each in self.document.articles:
            yield Provision(each["number"], each["text"], since, by="")

    def wordings(self, number: str) -> tuple[Wording, ...]:
        """How an article read through time, the first first; empty where there never was one of this number."""
        found: list[Wording] = []
        last: Provision | None = None
        for text in self.history.texts if self.history else ():
            now = next((each for each in text if each.number == number), None)
            if now is not None and now != last:
                found.append(
                    Wording(
                        now.since,
                        now.text,
                        now.mark,
                        self.others.get(now.by) if now.mark is not Mark.ORIGINAL else None,
                    )
                )
                last = now
        return tuple(found)

    def line(self, today: date) -> tuple[Moment, ...]:
        """Its life line: made, published, in force, changed, handed over, left, and what is to come, in the order of days."""
        life, made = self.history, self.document
        if life is None:
            return ()
        found = [Moment(life.document.issued_on, "issued", "制发")]
        if made.published_on:
            found.append(Moment(made.published_on, "published", "公布"))
        if life.document.starts_on:
            found.append(
                Moment(life.document.starts_on, "started", "施行", ahead=life.document.starts_on > today)
            )
        for change in life.changes:
            by = self.others.get(change.by)
            found.append(
                Moment(
                    change.on,
                    "changed",
                    effect_in_words(change),
                    by,
                    effect=change.kind.value,
                    ahead=change.on > today,
                )
            )
        for (_, before), (on, after) in pairwise(self.facts.owned[0][life.document.id].turns):
            found.append(Moment(on, "moved", f"由{before}划归{after}", ahead=on > today))
        if life.leaving and not life.leaving.by:
            found.append(
                Moment(life.leaving.on, "left", "有效期届满，自动失效", ahead=life.leaving.on > today)
            )
        return tuple(sorted(found, key=lambda each: (each.on, _ORDER[each.kind])))


_ORDER = {kind: at for at, kind in enumerate(("issued", "published", "started", "moved", "changed", "left"))}


def effect_in_words(change: Change) -> str:
    """What a change does: to which articles, until when."""
    listed = [called(each.number) for each in change.articles]
    what = "、".join(listed[:5]) + (f"等{len(listed)}条" if len(listed) > 5 else "")
    if change.until is not None:
        return f"{change.kind.label}，至{in_words(change.until)}"
    return f"{change.kind.label}{what}"


def life_of(document_id: int, within: Q) -> Life | None:
    """The life of a document, if it is within what may be seen; ten queries. None if there is no such document."""
    found = Document.objects.filter(within, pk=document_id, gone=False)
    document = found.select_related("agency", "holder", "item").first()
    if document is None:
        return None
    facts = behind([document.pk], also_changed=True)
    return Life(document, facts, _others(facts))


def public_life(document_id: int) -> Life | None:
    """The life of a document that everybody may read of."""
    return life_of(document_id, access.public())


def _others(facts: Facts) -> dict[str, Other]:
    """The documents of a group by the names that the law uses; one query."""
    rows = Document.objects.filter(Among("pk", frozenset(facts.names))).values_list(
        "pk", "title", "gone", "published_on", "secret"
    )
    return {
        facts.names[pk]: Other(pk, facts.names[pk], title, not gone and published is not None and not secret)
        for pk, title, gone, published, secret in rows
    }


def toned(validity: Validity) -> str:
    """How a state is coloured, as other pages do."""
    if validity is Validity.VALID:
        return "ok"
    return "warning" if validity in (Validity.NOT_YET, Validity.AMENDED) else "error"
