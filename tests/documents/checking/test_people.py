"""Leaders of an agency: names, posts, order. All names are invented."""

import pytest

from gongkai.documents.checking.wording import Dictionary, Person, check_words

PEOPLE = Dictionary(
    people=(
        Person("王示晓", ("县委副书记", "县长")),
        Person("李例明", ("副县长",)),
        Person("张样", ("县政府办公室主任",)),
    )
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("县长王示晓主持会议，副县长李例明、县政府办公室主任张样出席。", []),
        ("县长王示小主持会议。", ["W010 王示小 -> 王示晓"]),
        ("王示小县长主持会议。", ["W010 王示小 -> 王示晓"]),
        ("群众王示小反映问题。", []),
        ("县长李例明主持会议。", ["W011 县长李例明"]),
        ("副县长王示晓主持会议。", ["W011 副县长王示晓"]),
        ("原副县长王示晓，时任副县长王示晓。", []),
        ("李例明、王示晓、张样参加。", ["W012 李例明、王示晓"]),
        ("李例明主持会议。王示晓参加。", []),
        ("副主任张样出席。", ["W011 副主任张样"]),
    ],
)
def test_people(text: str, wanted: list[str]) -> None:
    said = [
        f"{remark.rule} {remark.found}" + (f" -> {remark.fix}" if remark.fix else "")
        for remark in check_words(text, PEOPLE)
    ]
    assert said == wanted


def test_somebody_who_is_listed_is_nobody_elses_misspelling() -> None:
    both = Dictionary(people=(Person("王示晓", ("县长",)), Person("王示小", ("县长",))))
    assert list(check_words("县长王示小、县长王示晓", Dictionary(people=both.people[:1])))
    assert [remark.rule for remark in check_words("县长王示晓，县长王示小", both)] == []
