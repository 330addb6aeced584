"""`gongkai outcome`: the list, one result in words and as JSON, by date."""

import json

import pytest

from gongkai.law.outcomes.catalogue import outcomes
from tests.cli.terminal import run

Capture = pytest.CaptureFixture[bytes]
ON = ("--on", "2026-09-20")
GONE = {"other_handling"}  # a row of the form of 2019 only


def test_list(capsysbinary: Capture) -> None:
    lines = run(capsysbinary, "outcome").text.splitlines()
    assert [line.split()[0] for line in lines if not line.startswith(" ")] == ["ID", *outcomes()]


def test_list_as_json(capsysbinary: Capture) -> None:
    listed = json.loads(run(capsysbinary, "outcome", "--json").out)
    assert [one["id"] for one in listed] == list(outcomes())
    assert {"id": "denied_state_secret", "group": "不予公开", "name": "属于国家秘密"} in listed


@pytest.mark.parametrize("outcome_id", sorted(outcomes().keys() - GONE))
def test_every_result_is_told(capsysbinary: Capture, outcome_id: str) -> None:
    ran = run(capsysbinary, "outcome", outcome_id, *ON)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.text.splitlines()
    assert lines[0] == f"{outcomes()[outcome_id].group.label}：{outcomes()[outcome_id].name}"
    assert "法律依据" in lines
    answer = json.loads(run(capsysbinary, "outcome", outcome_id, *ON, "--json").out)
    unfolded = "".join(line.strip() for line in lines)
    for variant in answer["variants"]:
        for text in (*variant["when"], *variant["contents"], *variant["consultation"], *variant["letters"]):
            assert text in unfolded
        assert (variant["remedy_notice"] or "") in unfolded
        assert variant["name"] in unfolded or variant["name"] == outcomes()[outcome_id].name


def test_kinds_that_differ_in_nothing_are_only_named(capsysbinary: Capture) -> None:
    lines = run(capsysbinary, "outcome", "denied_internal_affairs", *ON).text.splitlines()
    assert lines[-4:] == [
        "分为",
        "  · 人事管理（personnel）",
        "  · 后勤管理（logistics）",
        "  · 内部工作流程（workflow）",
    ]


def test_kinds_that_differ_stand_apart(capsysbinary: Capture) -> None:
    lines = run(capsysbinary, "outcome", "unable_not_held", *ON).text.splitlines()
    assert lines.count("法律依据") == len(outcomes()["unable_not_held"].variants)


def test_remedy_follows_the_date(capsysbinary: Capture) -> None:
    notices = [
        json.loads(run(capsysbinary, "outcome", "denied_state_secret", "--on", on, "--json").out)["variants"][
            0
        ]["remedy_notice"]
        for on in ("2023-12-31", "2024-01-01")
    ]
    assert ["应当先申请行政复议" in notice for notice in notices] == [False, True]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["work_secret"], "没有“work_secret”这种结果，请用 gongkai outcome 查看全部"),
        (["\x1b[31m"], "没有“\N{REPLACEMENT CHARACTER}[31m”"),
        (["granted", "--on", "2001-01-01"], "2001年1月1日"),
        (["other_handling", *ON], "其他处理"),
        (["granted", "--on", "2026-13-01"], "没有“2026-13-01”这一天"),
        (["granted", "partial"], "多出了“partial”"),
    ],
)
def test_refused(capsysbinary: Capture, words: list[str], says: str) -> None:
    ran = run(capsysbinary, "outcome", *words)
    assert (ran.code, ran.out) == (2, b"")
    assert says in ran.err
    assert "Traceback" not in ran.err
