"""`make mutants`: how a part is scored, and what an explanation must be."""

import pytest

from tools import mutants
from tools.mutants import Explanation, Mutant, Result, changed_lines, explanations, idle, places, report

ONE = Mutant("calendar/workdays.py", "Calendar.after", "return on", "return None")
OTHER = Mutant("calendar/workdays.py", "same_day", "years + 1", "years + 2")


def test_what_cannot_be_noticed_does_not_lower_the_score() -> None:
    result = Result("calendar", 20, (ONE, OTHER))
    assert result.score([]) == 90
    assert result.score([ONE, OTHER]) == 100
    assert result.score([Mutant("calendar/workdays.py", "same_day", "…", "…")]) == 90


def test_a_part_that_cannot_be_changed_is_whole() -> None:
    assert Result("calendar", 1, (ONE,)).score([ONE]) == 100


@pytest.mark.parametrize(("known", "reached"), [([], False), ([Explanation(ONE, "the same")], True)])
def test_survivors_are_printed_until_they_are_explained(
    known: list[Explanation], reached: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(Result("calendar", 10, (ONE,)), known, 1) is reached
    assert ("- return on" in capsys.readouterr().out) is not reached


def test_an_explanation_of_what_is_killed_is_idle() -> None:
    known = [Explanation(ONE, "the same"), Explanation(OTHER, "the same")]
    assert idle(known, [Result("calendar", 20, (ONE,))]) == [OTHER]
    assert idle(known, [Result("fees", 20, ())]) == []


def test_an_explanation_says_what_and_why() -> None:
    entry = '[[equivalent]]\nmodule = "a.py"\nfunction = "f"\nwas = "x"\nbecomes = "y"\n'
    (one,) = explanations(entry + 'why = "the same"\n')
    assert one == Explanation(Mutant("a.py", "f", "x", "y"), "the same")
    with pytest.raises(KeyError, match="why"):
        explanations(entry)


def test_the_explanations_of_the_project_can_be_read() -> None:
    assert all(one.why for one in explanations(mutants.EXPLAINED.read_text("utf-8")))


def test_a_change_is_told_by_its_lines() -> None:
    diff = "# name: survived\n--- a.py\n+++ a.py\n@@ -1,2 +1,2 @@\n def f():\n-    return 1\n+    return 2\n"
    assert changed_lines(diff) == ("return 1", "return 2")


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("report", ("src/gongkai/law/report/*", "tests/law/report")),
        ("params", ("src/gongkai/law/params.py", "tests/law/test_params.py")),
    ],
)
def test_a_part_is_a_folder_or_a_module(part: str, found: tuple[str, str]) -> None:
    assert places(part) == found


@pytest.mark.parametrize("part", [*mutants.PARTS])
def test_the_parts_exist(part: str) -> None:
    assert places(part)


def test_what_is_no_part_is_refused() -> None:
    with pytest.raises(SystemExit, match="no_such_part"):
        places("no_such_part")
