"""A value that was sealed, as programs get it: masked wherever it is shown, opened by `unsealed` alone."""

import hmac
from dataclasses import dataclass

from gongkai.sealing.box import Unsealable
from gongkai.sealing.keys import KeysMissing, box
from gongkai.sealing.masks import Mask

UNREADABLE = "（无法解密）"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Sealed:
    """A sealed text. As a text it is its mask, on pages, in files and in messages; JSON and copies hold no plain text.

    It is no `str`, so that nothing that takes texts apart or joins them reaches what is inside. One that cannot be
    opened (a key is missing, it was changed) is shown as such, so that one bad row does not take a list away.
    """

    sealed: str
    place: str
    mask: Mask

    def unsealed(self) -> str:
        """The plain text; Unsealable if it was changed or its key is missing.

        For people to see it, `records.actions.revealing.reveal` alone calls this, since it logs; a test holds the list
        of callers.
        """
        return box().open(self.sealed, place=self.place)

    unsealed.alters_data = True  # type: ignore[attr-defined] # so that no template calls it

    def __str__(self) -> str:
        try:
            return self.mask(self.unsealed())
        except (Unsealable, KeysMissing):
            return UNREADABLE

    def __repr__(self) -> str:
        return f"<{self}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, str | Sealed):
            return NotImplemented
        return hmac.compare_digest(self.unsealed().encode(), text_of(other).encode())

    __hash__ = None  # type: ignore[assignment] # equal to a text, which has another hash


def text_of(value: object) -> str:
    """The plain text of a value on its way into the database, sealed before or not."""
    return value.unsealed() if isinstance(value, Sealed) else str(value)
