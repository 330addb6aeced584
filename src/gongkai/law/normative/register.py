"""All documents together: every change judged, every life worked out, in whatever order the facts are told.

依据：规章制定程序条例第三十二、三十九条，国办发〔2018〕37号
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter

from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import contradictions, grounds
from gongkai.law.normative.contradictions import fault
from gongkai.law.normative.documents import Change, Document, Effect
from gongkai.law.normative.grounds import find
from gongkai.law.normative.history import History, Standing, history, in_order
from gongkai.law.wording import day as in_words


@dataclass(frozen=True, slots=True)
class Register:
    """The lives of all documents by id, and everything that is wrong with what was told, in the order of the rules."""

    histories: Mapping[str, History]
    findings: tuple[Finding, ...]

    def standing(self, document: str, on: date) -> Standing | None:
        """How a document stands on a day; None before it was made. KeyError if there is none of this id."""
        return self.histories[document].standing(on)

    def in_force(self, on: date) -> tuple[str, ...]:
        """The ids of the documents that bind on a day, sorted.   依据：条例第二十条"""
        standings = {name: each.standing(on) for name, each in self.histories.items()}
        return tuple(sorted(name for name, each in standings.items() if each and each.in_force))


def register(documents: Iterable[Document], changes: Iterable[Change]) -> Register:
    """The register of what was told. Told twice is told once; what cannot be has no effect and is named in a finding.

    The order in which facts are told makes no difference.   依据：规章制定程序条例第三十九条
    """
    known, found = _known(documents)
    sound, faults = _sound(set(changes), known)
    found += faults
    histories: dict[str, History] = {}
    for name in _causes_first(known, sound):
        standing = []
        for change in sound[name]:
            if refusal := _cause_not_in_force(change, histories[change.by]):
                found.append(refusal)
            else:
                standing.append(change)
        histories[name] = history(known[name], in_order(standing, known))
        found += histories[name].findings
        found += _said_of(histories[name], known)
    found.sort(key=lambda each: (each.rule, each.where, each.message))
    return Register({name: histories[name] for name in sorted(histories)}, tuple(found))


def _known(documents: Iterable[Document]) -> tuple[dict[str, Document], list[Finding]]:
    """Documents by id with what is wrong with each; of an id that was given to two, one is kept, always the same."""
    by_id: dict[str, set[Document]] = defaultdict(set)
    for document in documents:
        by_id[document.id].add(document)
    known = {name: min(told, key=lambda each: (each.issued_on, repr(each))) for name, told in by_id.items()}
    found = [
        find(
            grounds.TOLD_TWICE,
            Severity.ERROR,
            f"{name}.id",
            f"“{name}”登记了{len(told)}份不同的文件，按制发在先的一份。请核对编号。",
        )
        for name, told in by_id.items()
        if len(told) > 1
    ]
    for document in known.values():
        found += contradictions.of_document(document)
    return known, found


def _sound(
    changes: set[Change], known: Mapping[str, Document]
) -> tuple[dict[str, list[Change]], list[Finding]]:
    """The changes that may have an effect, by the document that they touch, and the findings about the others."""
    found, left = [], []
    for change in changes:
        if refusal := contradictions.of_change(change, known):
            found.append(refusal)
        else:
            left.append(change)
    refused = {
        change: fault(change, grounds.CIRCULAR, "两份文件相互变动，回到了自身。请核对是哪一份文件引起变动。")
        for change in contradictions.circular(left, known)
    }
    for change in contradictions.at_the_same_time(left, known):
        why = "同一条由同日制发的文件作了不同的变动，分不清先后。请核对，保留其中之一。"
        refused.setdefault(change, fault(change, grounds.SAME_TIME, why))
    sound: dict[str, list[Change]] = defaultdict(list)
    for change in left:
        if change not in refused:
            sound[change.of].append(change)
    return sound, [*found, *refused.values()]


def _causes_first(known: Mapping[str, Document], sound: Mapping[str, list[Change]]) -> Iterable[str]:
    """The documents so that what changes another comes before it."""
    causes = {name: {change.by for change in sound.get(name, ())} for name in known}
    return TopologicalSorter(causes).static_order()


def _cause_not_in_force(change: Change, cause: History) -> Finding | None:
    standing = cause.standing(change.on)
    if standing and standing.in_force:
        return None
    how = f"当时{standing.validity.label}（{standing.says.rstrip('。')}）" if standing else "当时还没有制发"
    return fault(change, grounds.NOT_IN_FORCE, f"“{change.by}”{how}，不能引起变动。请核对日期。")


def _said_of(life: History, known: Mapping[str, Document]) -> Iterator[Finding]:
    """What is to be said of changes that have their effect."""
    for change in life.changes:
        yield from contradictions.by_a_rule(change, known)
        starts_on = known[change.by].starts_on
        if change.kind is Effect.REPLACED and starts_on and starts_on < change.on:
            why = f"新文件已自{in_words(starts_on)}起施行，两份文件同时有效。请核对废止的日期。"
            yield fault(change, grounds.OVERLAP, why, Severity.WARNING)
