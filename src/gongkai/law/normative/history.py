"""The life of one document from the changes that were made to it: how it stands on a day, and why.

依据：条例第二十条，规章制定程序条例第三十二、三十九条
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from gongkai.law.duties.publication import Validity
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.contradictions import fault
from gongkai.law.normative.documents import Change, Document, Effect
from gongkai.law.normative.text import CannotApply, Provision, applied, as_made
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words

ONE_DAY = timedelta(days=1)
_LEFT_AS = {
    Effect.REPEALED: Validity.REPEALED,
    Effect.REPLACED: Validity.REPEALED,
    Effect.DECLARED_EXPIRED: Validity.EXPIRED,
}
_RANKS = {effect: at for at, effect in enumerate(Effect)}


@dataclass(frozen=True, slots=True)
class Leaving:
    """How a document left: from which day on, as what, by which document; `by` is "" where its period was over."""

    on: date
    validity: Validity
    by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands on a day: since when, by which document ("" by itself), until when its period runs, in words.

    `rules`: what that rests on.
    """

    validity: Validity
    since: date
    by: str
    until: date | None
    says: str
    rules: tuple[Rule, ...]

    @property
    def in_force(self) -> bool:
        """Whether it binds."""
        return self.validity in (Validity.VALID, Validity.AMENDED)


@dataclass(frozen=True, slots=True)
class History:
    """A document, the changes that had an effect on it in their order, the text after each, what is wrong with the others."""

    document: Document
    changes: tuple[Change, ...]
    texts: tuple[tuple[Provision, ...], ...]
    leaving: Leaving | None
    findings: tuple[Finding, ...]

    def until(self, on: date) -> date | None:
        """The last day of its period as it is known on a day."""
        ends = self.document.period_ends
        for change in self._by(on):
            ends = change.until or ends
        return ends

    def text(self, on: date) -> tuple[Provision, ...]:
        """The consolidated text on a day; empty where the text was not taken apart.   依据：规章制定程序条例第三十一条"""
        return self.texts[len(self._by(on))]

    def articles(self, on: date) -> tuple[Provision, ...]:
        """The articles in force on a day: none where the document is not."""
        standing = self.standing(on)
        if standing is None or not standing.in_force:
            return ()
        return tuple(each for each in self.text(on) if each.in_force)

    def standing(self, on: date) -> Standing | None:
        """How it stands on a day; None before it was made.   依据：条例第二十条"""
        if on < self.document.issued_on:
            return None
        if self.leaving and self.leaving.on <= on:
            return self._left(self.leaving, on)
        starts_on, until = self.document.starts_on, self.until(on)
        if starts_on is None or on < starts_on:
            return self._not_yet(starts_on, until)
        touched = [change for change in self._by(on) if change.kind.by_article]
        if touched:
            last = touched[-1]
            since = max(last.on, starts_on)
            says = f"自{in_words(since)}起由“{last.by}”{last.kind.label}。"
            rules = (grounds.VALIDITY, grounds.CAUSE)
            return Standing(Validity.AMENDED, since, last.by, until, says, rules)
        says = f"自{in_words(starts_on)}起施行。"
        return Standing(Validity.VALID, starts_on, "", until, says, (grounds.VALIDITY,))

    def _left(self, leaving: Leaving, on: date) -> Standing:
        how = f"由“{leaving.by}”{'废止' if leaving.validity is Validity.REPEALED else '宣布失效'}"
        says = f"自{in_words(leaving.on)}起{how if leaving.by else '因有效期届满自动失效'}。"
        cause = grounds.CAUSE if leaving.by else grounds.PERIOD_OVER
        return Standing(
            leaving.validity, leaving.on, leaving.by, self.until(on), says, (grounds.VALIDITY, cause)
        )

    def _not_yet(self, starts_on: date | None, until: date | None) -> Standing:
        says = f"自{in_words(starts_on)}起施行。" if starts_on else "尚未公布，不得作为行政管理的依据。"
        rules = (grounds.VALIDITY,) if starts_on else (grounds.VALIDITY, grounds.PUBLISHED)
        return Standing(Validity.NOT_YET, self.document.issued_on, "", until, says, rules)

    def _by(self, on: date) -> tuple[Change, ...]:
        return self.changes[: bisect_right(self.changes, on, key=lambda change: change.on)]


@dataclass(slots=True)
class _Walk:
    """What is known on the way through the changes."""

    until: date | None
    texts: list[tuple[Provision, ...]]
    leaving: Leaving | None = None
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def in_order(changes: Iterable[Change], documents: Mapping[str, Document]) -> list[Change]:
    """Changes by day, of one day as `Effect` has them, then as their causes were made: always the same way, however told."""
    return sorted(
        changes,
        key=lambda each: (
            each.on,
            _RANKS[each.kind],
            documents[each.by].issued_on,
            each.by,
            each.until or date.min,
            repr(each.articles),
        ),
    )


def history(document: Document, changes: Iterable[Change]) -> History:
    """The life of a document from changes in their order; one that cannot be has no effect and is named in a finding.

    依据：规章制定程序条例第三十九条
    """
    walk = _Walk(document.period_ends, [as_made(document)])
    for change in changes:
        if walk.leaving is None and walk.until and walk.until < change.on:
            walk.leaving = Leaving(walk.until + ONE_DAY, Validity.EXPIRED)
        walk.findings.extend(_take(walk, change))
    if walk.leaving is None and walk.until and walk.until < date.max:
        walk.leaving = Leaving(walk.until + ONE_DAY, Validity.EXPIRED)
    return History(document, tuple(walk.changes), tuple(walk.texts), walk.leaving, tuple(walk.findings))


def _take(walk: _Walk, change: Change) -> Iterator[Finding]:
    """Give a change its effect, or say why it has none."""
    if walk.leaving is not None:
        yield _after(walk.leaving, change)
        return
    text = walk.texts[-1]
    if change.kind.by_article and text:
        try:
            text = applied(text, change)
        except CannotApply as refusal:
            rule = grounds.NOTHING_LEFT if refusal.nothing_left else grounds.UNKNOWN_ARTICLE
            yield fault(change, rule, str(refusal))
            return
    elif change.kind.by_article:
        why = "没有登记条文，不能显示修改以后的文本。请补充条文。"
        yield fault(change, grounds.TEXT, why, Severity.INFO)
    if change.until is not None:
        if walk.until is None or change.until <= walk.until:
            yield _not_longer(walk.until, change)
            return
        walk.until = change.until
    if change.kind.ends:
        walk.leaving = Leaving(change.on, _LEFT_AS[change.kind], change.by)
    walk.changes.append(change)
    walk.texts.append(text)


def _after(leaving: Leaving, change: Change) -> Finding:
    """A change of what has left; a clean-up often names what had run out already, and that is no error."""
    since = f"已自{in_words(leaving.on)}起{leaving.validity.label}"
    if not change.kind.ends:
        return fault(change, grounds.HAS_LEFT, f"文件{since}，不能再{change.kind.label}。请核对日期。")
    if not leaving.by:
        return fault(
            change,
            grounds.PERIOD_OVER,
            f"文件有效期届满，{since}，不必再{change.kind.label}。",
            Severity.WARNING,
        )
    return fault(change, grounds.TWICE, f"文件{since}（“{leaving.by}”），不能再次退出。请核对是哪一份文件。")


def _not_longer(until: date | None, change: Change) -> Finding:
    if until is None:
        return fault(change, grounds.REVERSED, "文件没有规定有效期，不必延长。请核对是哪一份文件。")
    return fault(change, grounds.REVERSED, f"新的届满日没有晚于原来的届满日{in_words(until)}。请核对日期。")
