"""Reads: the words in links of messages, signed: nobody makes one up, and nothing of the address stands in it."""

from django.core.signing import BadSignature, Signer

CONFIRM, LEAVE = "subscriptions.confirm", "subscriptions.leave"


def token(subscription_id: int, what: str) -> str:
    """The word by which a message lets its reader confirm (CONFIRM) or end (LEAVE) a subscription."""
    return Signer(salt=what, sep=".").sign(str(subscription_id))


def named(said: str, what: str) -> int | None:
    """The number of the subscription that a word is about; None for what was not signed here for this."""
    try:
        return int(Signer(salt=what, sep=".").unsign(said))
    except (BadSignature, ValueError):
        return None
