"""`gongkai workdays`: the nth working day, working days between, day by day."""

import json
from pathlib import Path

import pytest

from tests.cli.terminal import run
from tests.documents.test_holidays import ADDED

Capture = pytest.CaptureFixture[bytes]


@pytest.fixture(autouse=True)
def shipped_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("GONGKAI_HOLIDAYS", raising=False)


@pytest.mark.parametrize(
    ("start", "other", "end", "number"),
    [
        ("2026-09-22", "+20", "2026-10-27", 20),
        ("2020-01-22", "+40", "2020-03-26", 40),
        ("2026-09-20", "-5", "2026-09-14", -5),
        ("2026-09-20", "+0", "2026-09-20", 0),
        ("2026-09-22", "2026-10-27", "2026-10-27", 20),
        ("2026-10-27", "2026-09-22", "2026-09-22", -20),
        ("2026-09-22", "2026-09-22", "2026-09-22", 0),
        ("2026/9/22", "2026年10月27日", "2026-10-27", 20),
    ],
)
def test_json(capsysbinary: Capture, start: str, other: str, end: str, number: int) -> None:
    ran = run(capsysbinary, "workdays", start, other, "--json")
    assert (ran.code, ran.err) == (0, "")
    answer = json.loads(ran.out)
    assert (answer["end"], answer["working_days"], answer["provisional"]) == (end, number, False)
    assert "days" not in answer


def test_days_as_json(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "workdays", "2026-09-18", "+1", "--days", "--json")
    days = json.loads(ran.out)["days"]
    assert [(day["day"], day["counted"], day["n"]) for day in days] == [
        ("2026-09-18", False, 0),
        ("2026-09-19", False, 0),
        ("2026-09-20", True, 1),
    ]
    assert "国庆节调休上班" in days[2]["why"]
    assert "国办发明电〔2025〕7号" in days[2]["basis"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["2026-09-20", "+20"], "2026年9月20日（星期日）之后第 20 个工作日：2026年10月23日（星期五）"),
        (["2026-09-20", "-5"], "2026年9月20日（星期日）之前第 5 个工作日：2026年9月14日（星期一）"),
        (["2026-09-20", "+0"], "2026年9月20日（星期日）当日：2026年9月20日（星期日）"),
        (["2026-09-20", "2026-10-20"], "2026年9月20日（星期日）至2026年10月20日（星期二）：17 个工作日"),
        (
            ["2026-10-20", "2026-09-20"],
            "2026年10月20日（星期二）至2026年9月20日（星期日）：-17 个工作日（后一个日期较早，所以是负数）",
        ),
    ],
)
def test_words(capsysbinary: Capture, words: list[str], first: str) -> None:
    ran = run(capsysbinary, "workdays", *words)
    assert ran.text.splitlines() == [first, "期间开始的当日不计入。"]


def test_day_by_day(capsysbinary: Capture) -> None:
    ran = run(capsysbinary, "workdays", "2026-09-18", "+1", "--days")
    assert ran.text.splitlines()[2:] == [
        "",
        "日期        第几日  说明",
        "2026-09-18  —       星期五，开始之日不计入",
        "2026-09-19  —       星期六",
        "2026-09-20  1       星期日，国庆节调休上班",
    ]


def test_year_without_a_notice_is_provisional(capsysbinary: Capture) -> None:
    assert "结果暂定" in run(capsysbinary, "workdays", "2059-12-20", "+20").text
    assert json.loads(run(capsysbinary, "workdays", "2059-12-20", "+20", "--json").out)["provisional"] is True


def test_last_days_of_a_year_can_still_be_arranged(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "2030.toml").write_text(ADDED, encoding="utf-8")
    monkeypatch.setenv("GONGKAI_HOLIDAYS", str(tmp_path))
    ran = run(capsysbinary, "workdays", "2030-12-29", "2030-12-31")
    assert "年末几天可能因下一年的放假安排而调整" in ran.text
    assert "结果暂定" not in ran.text


def test_notice_of_the_installation_counts(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "2030.toml").write_text(ADDED, encoding="utf-8")
    monkeypatch.setenv("GONGKAI_HOLIDAYS", str(tmp_path))
    answer = json.loads(run(capsysbinary, "workdays", "2030-01-03", "+1", "--json").out)
    assert (answer["end"], answer["provisional"]) == ("2030-01-05", False)


def test_bad_notice_of_the_installation_is_refused(
    capsysbinary: Capture, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "2030.toml").write_text("[[notice]", encoding="utf-8")
    monkeypatch.setenv("GONGKAI_HOLIDAYS", str(tmp_path))
    ran = run(capsysbinary, "workdays", "2030-01-03", "+1")
    assert (ran.code, ran.out) == (2, b"")
    assert "“2030.toml”" in ran.err


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "缺少 日期"),
        (["2026-09-20"], "缺少 日期|+N|-N"),
        (["2026-09-20", "20"], "天数请带上正负号，写成 +20 或 -20"),
        (["2026-02-30", "+3"], "没有“2026-02-30”这一天"),
        (["2026-02-20", "2026-02-30"], "没有“2026-02-30”这一天"),
        (["2026-02-20", "20260230"], "“20260230”不是日期"),
        (["2026-02-20", "+abc"], "“+abc”不是日期"),
        (["2003-12-31", "+3"], "工作日历只到2004年1月1日"),
        (["2026-02-20", "+999999"], "工作日历只到"),
        (["2026-02-20", "-999999"], "工作日历只到"),
        (["2026-02-20", "2061-01-01"], "工作日历只到"),
        (["2026-02-20", "+3", "--foo"], "多出了“--foo”"),
    ],
)
def test_refused(capsysbinary: Capture, words: list[str], says: str) -> None:
    ran = run(capsysbinary, "workdays", *words)
    assert (ran.code, ran.out) == (2, b"")
    assert says in ran.err
    assert "Traceback" not in ran.err
