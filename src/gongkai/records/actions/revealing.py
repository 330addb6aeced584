"""Writes: personal data is shown whole to somebody, and the log says so. All packages reveal by this one function."""

from datetime import datetime

from gongkai.records.access import Actor, Duty
from gongkai.records.actions.log import log
from gongkai.records.actions.transactions import require_transaction
from gongkai.sealing.masks import scrubbed
from gongkai.sealing.value import Sealed


class NoReason(Exception):
    """Personal data that somebody wants to see without saying why; the message is for a person."""


def reveal(
    value: Sealed,
    *,
    what: str,
    subject: str,
    reason: str,
    by: Actor,
    at: datetime,
    duty: Duty | None = None,
    agency_id: int | None = None,
) -> str:
    """Open a sealed value for somebody to see, and enter into the log who saw what of whom and why.

    Called by the action of a package, which has decided that `by` may, in its transaction and as its last write: what
    is returned is shown once, on a page that is stored nowhere. `what` names the field in Chinese (手机), `subject`
    whose it is. A reason that holds numbers is logged with them masked. Raises NoReason for an empty reason, Unsealable
    for a value that cannot be opened: nothing is logged then, since nothing was seen.
    """
    require_transaction()
    if not reason.strip():
        raise NoReason("请写明查看的事由。")
    text = value.unsealed()
    log(
        "records.reveal",
        subject,
        by=by,
        at=at,
        duty=duty,
        agency_id=agency_id,
        reason=scrubbed(reason.strip()),
        details={"what": what},
    )
    return text
