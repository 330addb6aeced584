"""The consolidated text: the articles as they were made, with every change in its place.   依据：规章制定程序条例第三十一条"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from gongkai.law.normative.documents import ArticleChange, Change, Document
from gongkai.law.normative.numbering import called, within


class Mark(StrEnum):
    """What became of an article since the document was made."""

    ORIGINAL = "original"
    AMENDED = "amended"
    ADDED = "added"
    REMOVED = "removed"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {"original": "原文", "amended": "修改", "added": "新增", "removed": "删去"}[self.value]


@dataclass(frozen=True, slots=True)
class Provision:
    """An article as it stands: its text, since when, by which document; `was` is the text before the last change.

    One that was removed keeps its place and its last text in `was`; its own text is empty.
    """

    number: str
    text: str
    since: date
    by: str
    mark: Mark = Mark.ORIGINAL
    was: str | None = None

    @property
    def in_force(self) -> bool:
        """Whether it still stands."""
        return self.mark is not Mark.REMOVED


class CannotApply(ValueError):
    """An article change that does not fit the text; the message says why, in Chinese. `left`: nothing would be left."""

    def __init__(self, message: str, *, nothing_left: bool = False) -> None:
        super().__init__(message)
        self.nothing_left = nothing_left


def as_made(document: Document) -> tuple[Provision, ...]:
    """The articles as they were made; of a number that stands twice the first."""
    first: dict[str, Provision] = {}
    since = document.starts_on or document.issued_on
    for article in document.articles:
        first.setdefault(article.number, Provision(article.number, article.text, since, document.id))
    return tuple(first.values())


def applied(provisions: tuple[Provision, ...], change: Change) -> tuple[Provision, ...]:
    """The articles after a change; CannotApply where one does not fit, or nothing would be left.

    A part that goes takes what stands inside it along (一、 with 一、（二）).   依据：规章制定程序条例第三十九条
    """
    changed = list(provisions)
    for article in change.articles:
        _apply(changed, article, change)
    if not any(each.in_force for each in changed):
        raise CannotApply("没有剩下任何一条。整体废止的，请登记为废止。", nothing_left=True)
    return tuple(changed)


def _apply(provisions: list[Provision], article: ArticleChange, change: Change) -> None:
    """Change the list in place."""
    places = {each.number: at for at, each in enumerate(provisions)}
    at = places.get(article.number)
    if article.after is not None:
        provisions.insert(_place(provisions, places, article), _added(article, change, taken=at is not None))
        return
    if at is None:
        raise CannotApply(f"没有{called(article.number)}。请核对条号；新增的，请写明在哪一条之后。")
    if not provisions[at].in_force:
        raise CannotApply(f"{called(article.number)}已经删去。请核对条号。")
    for place, each in enumerate(provisions):
        goes_with_it = article.text is None and each.in_force and within(each.number, article.number)
        if place == at or goes_with_it:
            provisions[place] = _changed(each, article.text, change)


def _changed(before: Provision, text: str | None, change: Change) -> Provision:
    mark = Mark.REMOVED if text is None else Mark.AMENDED
    return replace(before, text=text or "", since=change.on, by=change.by, mark=mark, was=before.text)


def _place(provisions: list[Provision], places: dict[str, int], article: ArticleChange) -> int:
    if not article.after:
        return 0
    if article.after not in places:
        raise CannotApply(f"没有{called(article.after)}，不能在它之后新增。请核对条号。")
    at = places[article.after] + 1
    if within(article.number, article.after):
        return at
    while at < len(provisions) and within(provisions[at].number, article.after):
        at += 1
    return at


def _added(article: ArticleChange, change: Change, *, taken: bool) -> Provision:
    if taken:
        raise CannotApply(f"{called(article.number)}已经有过。新增的条请用没有用过的条号。")
    if article.text is None:
        raise CannotApply(f"新增的{called(article.number)}没有文字。请补充文字。")
    return Provision(article.number, article.text, change.on, change.by, Mark.ADDED)
