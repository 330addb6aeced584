"""Many at once, and some who are killed: no application and no reply is lost, doubled or half there."""

from pathlib import Path
from typing import Any

from tests.applications.process import CASES, SENDERS, TIMES, WRITERS
from tests.records.databases import left_by


def run(folder: Path, scenario: str) -> dict[str, Any]:
    left = left_by(folder, "tests.applications.process", scenario)
    assert set(left["codes"]) == {0}
    assert_whole(left)
    return left


def assert_whole(left: dict[str, Any]) -> None:
    assert left["wrong"] == left["faults"] == []
    assert left["numbers"] == left["given"] == numbered(len(left["numbers"]))
    assert left["submitted"] == len(left["numbers"])
    assert left["replies"] == left["replied"] == left["logged"]
    assert {int(reply.rpartition("〕")[2][:-1]) for reply in left["replies"]} == {
        *range(1, len(left["replies"]) + 1)
    }
    assert left["ended"] == len(left["replies"])


def numbered(many: int) -> list[str]:
    return [f"YS000014349-2026-{n:04}" for n in range(1, many + 1)]


def test_one_form_sent_by_eight_at_once_is_one_application(tmp_path: Path) -> None:
    left = run(tmp_path, "same_form")
    assert left["said"] == {left["numbers"][0]: 3 * SENDERS}
    assert len(left["numbers"]) == 1


def test_sixteen_at_once_each_get_a_number_of_their_own(tmp_path: Path) -> None:
    left = run(tmp_path, "crowd")
    assert left["said"] == dict.fromkeys(numbered(WRITERS * TIMES), 1)
    assert len(left["numbers"]) == WRITERS * TIMES


def test_of_two_officers_one_sends_it_out_and_the_other_is_told(tmp_path: Path) -> None:
    left = run(tmp_path, "officers")
    assert len(left["replies"]) == CASES
    assert left["said"] == {**dict.fromkeys(left["replies"], 1), "refused": CASES}
    assert left["wrote"]["refused"] == 3
    assert sum(left["wrote"].values()) == 4


def test_citizens_who_are_cut_off_leave_nothing_half_done(tmp_path: Path) -> None:
    left = run(tmp_path, "killed_citizens")
    assert set(left["said"]) <= set(left["numbers"])
    assert set(left["said"].values()) == {1}
    assert left["numbers"][-1] in left["said"]


def test_officers_who_are_cut_off_leave_nothing_half_done(tmp_path: Path) -> None:
    left = run(tmp_path, "killed_officers")
    assert_whole(left["between"])
    assert len(left["replies"]) == CASES
    assert {word for word in left["said"] if word != "refused"} <= set(left["replies"])
