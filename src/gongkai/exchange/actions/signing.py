"""How a message is signed: as Standard Webhooks has it, so that receivers find libraries for it.

`webhook-id`, `webhook-timestamp` (seconds since 1970) and the body, joined by full stops, under HMAC-SHA256 of the secret, in
base64 behind `v1,`; several signatures are parted by blanks, while a secret is changed.
"""

import base64
import hmac
import secrets
from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256

from gongkai.exchange.models import Webhook

BEGIN = "whsec_"
_BYTES = 32


def new_secret() -> str:
    """A secret as it is told once: `whsec_` and base64 of 32 bytes."""
    return BEGIN + base64.b64encode(secrets.token_bytes(_BYTES)).decode()


def secrets_of(webhook: Webhook, at: datetime) -> tuple[str, ...]:
    """The secrets that messages are signed with at a moment, the newest first."""
    two = bool(webhook.former) and webhook.former_until is not None and webhook.former_until > at
    sealed = (webhook.secret, webhook.former) if two else (webhook.secret,)
    return tuple(each.unsealed() for each in sealed)


def renewed(webhook: Webhook, until: datetime) -> str:
    """Put another secret into a webhook, which the caller saves, beside the one of before; the new one."""
    secret = new_secret()
    webhook.former, webhook.former_until = webhook.secret.unsealed(), until
    webhook.secret = secret
    return secret


def heads(key: str, body: bytes, under: Sequence[str], at: datetime) -> dict[str, str]:
    """The heads of a message that is sent at this moment."""
    timestamp = str(int(at.timestamp()))
    said = b".".join((key.encode(), timestamp.encode(), body))
    return {
        "webhook-id": key,
        "webhook-timestamp": timestamp,
        "webhook-signature": " ".join(f"v1,{_signed(secret, said)}" for secret in under),
    }


def _signed(secret: str, said: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(BEGIN))
    return base64.b64encode(hmac.new(key, said, sha256).digest()).decode()
