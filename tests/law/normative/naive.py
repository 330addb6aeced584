"""A second, naive way: everything asked anew for each day, by trying; no order kept, nothing remembered."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from gongkai.law.normative import ArticleChange, Change, Document, DocumentKind, Effect, Move

ENDING = (Effect.REPEALED, Effect.REPLACED, Effect.DECLARED_EXPIRED)
TOUCHING = (Effect.AMENDED, Effect.REPEALED_IN_PART)
RANK = {
    Effect.AMENDED: 0,
    Effect.REPEALED_IN_PART: 1,
    Effect.EXTENDED: 2,
    Effect.DECLARED_EXPIRED: 3,
    Effect.REPEALED: 4,
    Effect.REPLACED: 5,
}
Row = list[str]  # number, text, document that wrote it; an empty text where it is gone


class World:
    """What was told, with every question answered from the beginning."""

    def __init__(
        self, documents: Iterable[Document], changes: Iterable[Change], moves: Iterable[Move]
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.told = list(dict.fromkeys(changes))
        self.moves = list(dict.fromkeys(moves))
        self.sound = [change for change in self.told if self._sound(change)]
        self.sound = [
            change for change in self.sound if not self._back(change) and not self._disputed(change)
        ]

    def _sound(self, change: Change) -> bool:
        if not {change.of, change.by} <= set(self.documents) or change.of == change.by:
            return False
        target, cause = self.documents[change.of], self.documents[change.by]
        if change.on < target.issued_on or cause.issued_on < target.issued_on:
            return False
        if cause.published_on is None or change.on < cause.published_on:
            return False
        if (change.kind in TOUCHING) != (len(change.articles) > 0):
            return False
        return (change.kind is Effect.EXTENDED) == (change.until is not None)

    def _back(self, change: Change) -> bool:
        """Whether a way leads from what is changed to what changes it."""
        reached = {change.of}
        for _ in self.documents:
            reached |= {other.of for other in self.sound if other.by in reached}
        return change.by in reached

    def _disputed(self, change: Change) -> bool:
        def touches(other: Change) -> list[tuple[object, ...]]:
            made = self.documents[other.by].issued_on
            return [(other.of, other.on, made, each.number) for each in other.articles]

        own = touches(change)
        if len(set(own)) < len(own):
            return True
        others = [key for other in self.sound if other != change for key in touches(other)]
        return any(key in others for key in own)

    def starts(self, name: str) -> date | None:
        document = self.documents[name]
        if document.published_on is None:
            return None
        if document.effective_on and document.effective_on > document.published_on:
            return document.effective_on
        return document.published_on

    def taken(self, name: str, day: date) -> tuple[list[Change], list[Row], date | None, str]:
        """Changes that had their effect by a day, the text, the end of the period, and how it left ("" if it did not)."""
        text, until = self.made(name)
        split = bool(text)
        effective: list[Change] = []
        left = ""
        for change in self.ordered(name, day):
            if left or (until and until < change.on) or not self.binds(change.by, change.on):
                continue
            if change.kind in TOUCHING and split:
                after = edited(text, change.articles, change.by)
                if after is None:
                    continue
                text = after
            if change.kind is Effect.EXTENDED:
                if until is None or change.until is None or change.until <= until:
                    continue
                until = change.until
            if change.kind in ENDING:
                left = "expired" if change.kind is Effect.DECLARED_EXPIRED else "repealed"
            effective.append(change)
        over = not left and until and until < day
        return effective, text, until, "expired" if over else left

    def made(self, name: str) -> tuple[list[Row], date | None]:
        """The text and the end of the period with which it was made."""
        document = self.documents[name]
        text: list[Row] = []
        for article in document.articles:
            if article.number not in [row[0] for row in text]:
                text.append([article.number, article.text, name])
        first = self.starts(name) or document.effective_on or document.issued_on
        ends = document.valid_until
        return text, ends if ends and ends >= first else None

    def ordered(self, name: str, day: date) -> list[Change]:
        """What was done to it by a day, first things first."""
        mine = [change for change in self.sound if change.of == name and change.on <= day]
        return sorted(
            mine,
            key=lambda each: (
                each.on,
                RANK[each.kind],
                self.documents[each.by].issued_on,
                each.by,
                each.until or date.min,
                repr(each.articles),
            ),
        )

    def state(self, name: str, day: date) -> str:
        if day < self.documents[name].issued_on:
            return ""
        effective, _, _, left = self.taken(name, day)
        starts = self.starts(name)
        if left:
            return left
        if starts is None or day < starts:
            return "not_yet"
        return "amended" if any(change.kind in TOUCHING for change in effective) else "valid"

    def binds(self, name: str, day: date) -> bool:
        return self.state(name, day) in ("valid", "amended")

    def there(self, name: str, day: date, *, from_effect: bool) -> bool:
        """Whether it counts on a day, of the kinds that are counted."""
        document, starts = self.documents[name], self.starts(name)
        if starts is None or document.kind is DocumentKind.POLICY:
            return False
        first = starts if from_effect else document.issued_on
        return first <= day and self.state(name, day) not in ("repealed", "expired")

    def owner(self, name: str, day: date) -> str:
        """Hand it on, day after day, as the moves of that day say."""
        document = self.documents[name]
        agency, on = document.agency, document.issued_on
        while on <= day:
            today = [move for move in self.moves if move.on == on and move.of == agency]
            named = {move.to for move in today if move.documents is not None and name in move.documents}
            general = {move.to for move in today if move.documents is None}
            wish = named or general
            if len(wish) == 1:
                agency = next(iter(wish))
            on += timedelta(days=1)
        return agency


def edited(text: Sequence[Row], articles: Iterable[ArticleChange], by: str) -> list[Row] | None:
    """The text after a change; None where it does not fit."""
    rows = [list(row) for row in text]
    for article in articles:
        numbers = [row[0] for row in rows]
        if article.after is not None:
            if article.number in numbers or article.text is None:
                return None
            if article.after and article.after not in numbers:
                return None
            at = numbers.index(article.after) + 1 if article.after else 0
            rows.insert(at, [article.number, article.text, by])
        elif article.number not in numbers or not rows[numbers.index(article.number)][1]:
            return None
        else:
            rows[numbers.index(article.number)] = [article.number, article.text or "", by]
    return rows if any(row[1] for row in rows) else None
