"""What cannot be, seen from single facts and from facts side by side; what is named here has no effect.

依据：规章制定程序条例第三十二、三十九条，国办发〔2018〕37号
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gongkai.law.findings import Finding, Severity
from gongkai.law.normative import grounds
from gongkai.law.normative.documents import Change, Document, Effect
from gongkai.law.normative.grounds import find
from gongkai.law.normative.kinds import DocumentKind
from gongkai.law.normative.numbering import called
from gongkai.law.rules import Rule
from gongkai.law.wording import day as in_words


def place(change: Change) -> str:
    """Where a finding about a change points."""
    return f"{change.of}.{change.kind}@{change.on}"


def fault(
    change: Change, rule: Rule, why: str, severity: Severity = Severity.ERROR, stated: str | None = None
) -> Finding:
    """A finding about a change, naming the fact."""
    said = f"“{change.by}”自{in_words(change.on)}起{change.kind.label}“{change.of}”"
    return find(rule, severity, place(change), f"{said}：{why}", stated=stated)


def of_document(document: Document) -> Iterator[Finding]:
    """Dates of a document that cannot be, and articles that stand twice."""
    published_on, effective_on = document.published_on, document.effective_on
    if published_on and published_on < document.issued_on:
        yield _dates(
            document,
            grounds.REVERSED,
            f"公布日期{in_words(published_on)}早于制发日期{in_words(document.issued_on)}",
        )
    if effective_on and published_on and effective_on < published_on:
        yield _dates(
            document,
            grounds.BEFORE_PUBLICATION,
            f"施行日期{in_words(effective_on)}早于公布日期{in_words(published_on)}，按公布之日起算",
        )
    if document.valid_until and document.period_ends is None:
        yield _dates(
            document,
            grounds.REVERSED,
            f"有效期届满日{in_words(document.valid_until)}早于施行日期，不作为有效期",
        )
    numbers = [article.number for article in document.articles]
    for number in sorted({each for each in numbers if numbers.count(each) > 1}):
        yield find(
            grounds.TOLD_TWICE,
            Severity.ERROR,
            f"{document.id}.{number}",
            f"“{document.id}”的{called(number)}登记了两次，按第一次的文字。请核对条号。",
            stated=number,
        )


def _dates(document: Document, rule: Rule, what: str) -> Finding:
    return find(
        rule, Severity.ERROR, f"{document.id}.dates", f"“{document.id}”的{what}。请核对文件上的日期。"
    )


def of_change(change: Change, documents: Mapping[str, Document]) -> Finding | None:
    """What is wrong with a change by itself and by the documents that it names; None if nothing is."""
    strangers = [name for name in (change.of, change.by) if name not in documents]
    if strangers:
        return fault(change, grounds.KNOWN, f"没有登记“{strangers[0]}”。请先登记这份文件。")
    if change.of == change.by:
        return fault(change, grounds.SELF, "文件不能修改、废止自身。请选择引起变动的文件。")
    target, cause = documents[change.of], documents[change.by]
    if change.on < target.issued_on:
        return fault(
            change, grounds.BEFORE_ISSUE, f"早于制发日期{in_words(target.issued_on)}。请核对两个日期。"
        )
    if cause.issued_on < target.issued_on:
        return fault(
            change,
            grounds.BEFORE_ISSUE,
            f"“{change.by}”制发在先（{in_words(cause.issued_on)}），不能{change.kind.label}以后制发的文件。请核对是哪两份文件。",
        )
    return _beginning(change, cause) or _content(change)


def _beginning(change: Change, cause: Document) -> Finding | None:
    """A document does nothing before it is published."""
    if cause.published_on is None:
        return fault(change, grounds.CAUSE, f"“{change.by}”没有登记公布日期，不能引起变动。请补充公布日期。")
    if change.on < cause.published_on:
        why = f"早于“{change.by}”的公布日期{in_words(cause.published_on)}。请核对两个日期。"
        return fault(change, grounds.BEFORE_PUBLICATION, why)
    return None


def _content(change: Change) -> Finding | None:
    """Articles stand where articles are changed, a day where a period is; an article is named once."""
    if change.kind.by_article != bool(change.articles):
        why = "没有写明是哪一条。请补充条号。" if change.kind.by_article else "不涉及具体的条。请删去条号。"
        return fault(change, grounds.UNKNOWN_ARTICLE, why)
    if (change.until is None) == (change.kind is Effect.EXTENDED):
        why = "没有写明延长到哪一天。" if change.until is None else "不是延长有效期，不应写新的届满日。"
        return fault(change, grounds.REVERSED, f"{why}请核对。")
    return None


def by_a_rule(change: Change, documents: Mapping[str, Document]) -> Iterator[Finding]:
    """A rule that is changed by something less than a rule; it is said, and has its effect."""
    kinds = documents[change.of].kind, documents[change.by].kind
    if kinds[0] is DocumentKind.REGULATION and kinds[1] is not DocumentKind.REGULATION:
        yield fault(
            change,
            grounds.BY_A_RULE,
            f"“{change.by}”是{kinds[1].label}，规章的修改、废止应当用规章。请核对引起变动的文件。",
            Severity.WARNING,
            kinds[1].label,
        )


def at_the_same_time(changes: Iterable[Change], documents: Mapping[str, Document]) -> Iterator[Change]:
    """Changes of one article from one day on, by documents made on the same day: which comes first cannot be told."""
    touching: dict[tuple[object, ...], list[Change]] = defaultdict(list)
    for change in changes:
        made_on = documents[change.by].issued_on
        for article in change.articles:
            touching[change.of, change.on, made_on, article.number].append(change)
    return (change for group in touching.values() if len(group) > 1 for change in group)


def circular(changes: Iterable[Change], documents: Mapping[str, Document]) -> Iterator[Change]:
    """Changes that lead back to the document they come from.

    No document changes a later one, so that only documents of one day can do this to each other.
    """
    same_day = [
        change for change in changes if documents[change.by].issued_on == documents[change.of].issued_on
    ]
    onward: dict[str, set[str]] = defaultdict(set)
    for change in same_day:
        onward[change.by].add(change.of)
    return (change for change in same_day if change.by in _reached(change.of, onward))


def _reached(start: str, onward: Mapping[str, set[str]]) -> set[str]:
    """What can be reached from a document, itself included."""
    found, waiting = {start}, [start]
    while waiting:
        for name in onward.get(waiting.pop(), set()) - found:
            found.add(name)
            waiting.append(name)
    return found
