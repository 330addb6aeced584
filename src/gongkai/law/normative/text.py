"""The consolidated text: the articles as they were made, with every change in its place.   依据：规章制定程序条例第三十一条"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from gongkai.law.normative.documents import ArticleChange, Change, Document


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
    """The articles after a change; CannotApply where one does not fit, or nothing would be left. 依据：规章制定程序条例第三十九条"""
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
        provisions.insert(_place(places, article), _added(article, change, taken=at is not None))
        return
    if at is None:
        raise CannotApply(f"没有第{article.number}条。请核对条号；新增的，请写明在哪一条之后。")
    before = provisions[at]
    if not before.in_force:
        raise CannotApply(f"第{article.number}条已经删去。请核对条号。")
    mark = Mark.REMOVED if article.text is None else Mark.AMENDED
    text = article.text or ""
    provisions[at] = replace(before, text=text, since=change.on, by=change.by, mark=mark, was=before.text)


def _place(places: dict[str, int], article: ArticleChange) -> int:
    if not article.after:
        return 0
    if article.after not in places:
        raise CannotApply(f"没有第{article.after}条，不能在它之后新增。请核对条号。")
    return places[article.after] + 1


def _added(article: ArticleChange, change: Change, *, taken: bool) -> Provision:
    if taken:
        raise CannotApply(f"第{article.number}条已经有过。新增的条请用没有用过的条号。")
    if article.text is None:
        raise CannotApply(f"新增的第{article.number}条没有文字。请补充文字。")
    return Provision(article.number, article.text, change.on, change.by, Mark.ADDED)
