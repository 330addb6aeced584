"""Writes: what somebody does is counted, old counts are forgotten. Nobody acts here, so nothing is logged."""

from datetime import datetime, timedelta

from django.db import connection
from django.utils.crypto import salted_hmac

from gongkai.guard.models import Tally

KEPT = timedelta(days=1)
_HOUR = 3600

# One statement that counts, and gives a row back only while there is room. Both databases know it in these words.
# An hour that another machine's slower clock names is counted under the newer one.
_COUNT = f"""
INSERT INTO {Tally._meta.db_table} (key, hour, count) VALUES (%s, %s, 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN excluded.hour > {Tally._meta.db_table}.hour THEN 1 ELSE {Tally._meta.db_table}.count + 1 END,
    hour = CASE WHEN excluded.hour > {Tally._meta.db_table}.hour
                THEN excluded.hour ELSE {Tally._meta.db_table}.hour END
WHERE excluded.hour > {Tally._meta.db_table}.hour OR {Tally._meta.db_table}.count < %s
RETURNING count
"""  # noqa: S608 - the name of the table is our own


def allowed(what: str, who: str, per_hour: int, *, at: datetime) -> bool:
    """Count one more of something against somebody's hour by the clock; False when the hour is used up.

    `what` names the thing ("checkup", "login", "export"); `who` is an address as `household` gives it, or a user name.
    One query, correct over all processes and machines that share the database. Ask before the transaction of an
    action: within one, others with the same address wait for its end, and a rollback gives the try back.
    """
    if per_hour <= 0:
        return False
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [_key(what, who), int(at.timestamp()) // _HOUR, per_hour])
        return cursor.fetchone() is not None


def forget(*, at: datetime) -> int:
    """Remove the counts of hours long past, and return how many; for scheduled work."""
    hour = int((at - KEPT).timestamp()) // _HOUR
    return Tally.objects.filter(hour__lt=hour).delete()[0]


def _key(what: str, who: str) -> str:
    return salted_hmac("gongkai.guard.tally", f"{what}\0{who}", algorithm="sha256").hexdigest()
