"""Workers are killed while they send mail: nothing is lost, and nothing is sent twice but what SMTP cannot tell apart."""

from collections import Counter
from pathlib import Path

from django.db import connection

from tests.records.databases import left_by
from tests.records.mailing import MESSAGES, ROUNDS


def test_killed_at_every_stage_of_sending(tmp_path: Path) -> None:
    """A server that has the whole message has it, whether or not the sender lives to hear so: then a copy comes, by the same name.

    Whoever is killed before that has sent nothing. Killed after the answer, the worker may have written it down already.
    """
    left = left_by(tmp_path, "tests.records.mailing")
    every = {str(number) for number in range(MESSAGES)}
    arrived = Counter(left["arrived"])
    assert left["vendor"] == connection.vendor
    assert set(arrived) == every
    assert left["fates"] == {"sent": MESSAGES}
    assert left["logged"] == dict.fromkeys(every, 1)
    assert (left["dead"], left["leases"], set(left["codes"])) == (0, 0, {0})
    assert (len(left["taken"]), len(left["answered"])) == (ROUNDS, ROUNDS)
    unheard, heard = Counter(left["taken"]), Counter(left["answered"])
    assert {
        key: count
        for key, count in arrived.items()
        if not 1 + unheard[key] <= count <= 1 + unheard[key] + heard[key]
    } == {}
