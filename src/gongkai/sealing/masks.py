"""How sealed data is shown: the masks of `law.masks`, and what a journal may hold of a text."""

import re

from gongkai.law.masks import (
    MASKS,
    Mask,
    address,
    bank_card,
    email,
    hidden,
    identity_number,
    mobile,
    name,
)

__all__ = [
    "MASKS",
    "Mask",
    "address",
    "bank_card",
    "email",
    "hidden",
    "identity_number",
    "mobile",
    "name",
    "scrubbed",
]

_PATTERNS = (
    (re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])|(?<!\d)\d{15}(?!\d)"), identity_number),
    (re.compile(r"(?<!\d)\d{16,19}(?!\d)"), bank_card),
    (re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), mobile),
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), email),
)


def scrubbed(text: str) -> str:
    """A text for a journal: identity numbers, card numbers, mobile numbers and e-mail addresses in it masked."""
    for pattern, mask in _PATTERNS:
        text = pattern.sub(lambda found, mask=mask: mask(found.group()), text)  # type: ignore[misc] # bound at once
    return text
