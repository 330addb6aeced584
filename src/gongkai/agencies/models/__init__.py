"""Tables: the bodies that must disclose, who works for them in which role, how the public reaches them."""

from gongkai.agencies.models.agency import Agency, FormerSelf, Succession
from gongkai.agencies.models.guide import Guide
from gongkai.agencies.models.letterhead import Letterhead
from gongkai.agencies.models.membership import Delegation, Membership

__all__ = [
    "Agency",
    "Delegation",
    "FormerSelf",
    "Guide",
    "Letterhead",
    "Membership",
    "Succession",
]
