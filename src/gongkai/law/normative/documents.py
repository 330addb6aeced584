"""Documents as they were made, and what one does to another. All values are plain facts; nothing here is worked out."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.normative.kinds import DocumentKind


@dataclass(frozen=True, slots=True)
class Article:
    """One article of a document as it was made: its number as printed, its text."""

    number: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document as it was made.

    `published_on`: None while it is not published. `effective_on`: None where it says nothing, then from publication on.
    `valid_until`: the last day of its period, None where it has none. `agency`: whose it is, the lead body of a joint one;
    `joint`: the others. `articles`: empty where its text is not taken apart.
    """

    id: str
    kind: DocumentKind
    issued_on: date
    agency: str
    title: str = ""
    number: str = ""
    published_on: date | None = None
    effective_on: date | None = None
    valid_until: date | None = None
    joint: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()

    @property
    def starts_on(self) -> date | None:
        """From which day it is in force: not before publication; None while it is not published."""
        if self.published_on is None:
            return None
        return max(self.published_on, self.effective_on or self.published_on)

    @property
    def period_ends(self) -> date | None:
        """The last day of its period; one that ends before the document begins is no period."""
        starts_on = self.starts_on or self.effective_on or self.issued_on
        return self.valid_until if self.valid_until and self.valid_until >= starts_on else None


class Effect(StrEnum):
    """What a document does to another; of one day, in this order."""

    AMENDED = "amended"
    REPEALED_IN_PART = "repealed_in_part"
    EXTENDED = "extended"
    DECLARED_EXPIRED = "declared_expired"
    REPEALED = "repealed"
    REPLACED = "replaced"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "amended": "修改",
            "repealed_in_part": "部分废止",
            "extended": "延长有效期",
            "declared_expired": "宣布失效",
            "repealed": "废止",
            "replaced": "被替代废止",
        }[self.value]

    @property
    def ends(self) -> bool:
        """Whether the document leaves by it."""
        return self in (Effect.DECLARED_EXPIRED, Effect.REPEALED, Effect.REPLACED)

    @property
    def by_article(self) -> bool:
        """Whether it touches articles."""
        return self in (Effect.AMENDED, Effect.REPEALED_IN_PART)


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """What becomes of one article: a new text, or None where it goes.

    `after`: for an article that is added, the article behind which it stands, "" for the beginning; None: it is there already.
    """

    number: str
    text: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One document (`by`) does something to another (`of`), from a day on.

    `articles`: what becomes of which article, for an amendment or a partial repeal. `until`: the new last day, for an extension.
    """

    kind: Effect
    of: str
    by: str
    on: date
    articles: tuple[ArticleChange, ...] = ()
    until: date | None = None
