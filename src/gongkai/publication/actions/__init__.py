"""Writes of proactive disclosure: drafted, checked, reviewed, signed, published, taken back."""

from gongkai.publication.actions.attaching import arrange, attach, detach, mask_attachment, rename
from gongkai.publication.actions.authoring import adopt, cover, take_in
from gongkai.publication.actions.drafting import Overtaken, draft, drop, reopen, save
from gongkai.publication.actions.due import expire_due, publish_due
from gongkai.publication.actions.fate import declassify, evaluate, restore, withdraw
from gongkai.publication.actions.publishing import publish, publish_together, withhold
from gongkai.publication.actions.sending import PartReview, Unfit, review, submit
from gongkai.publication.actions.timing import schedule, set_expiry
from gongkai.records.actions.refused import Refused

__all__ = [
    "Overtaken",
    "PartReview",
    "Refused",
    "Unfit",
    "adopt",
    "arrange",
    "attach",
    "cover",
    "declassify",
    "detach",
    "draft",
    "drop",
    "evaluate",
    "expire_due",
    "mask_attachment",
    "publish",
    "publish_due",
    "publish_together",
    "rename",
    "reopen",
    "restore",
    "review",
    "save",
    "schedule",
    "set_expiry",
    "submit",
    "take_in",
    "withdraw",
    "withhold",
]
