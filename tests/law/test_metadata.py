"""The words of a policy page's metadata."""

import pytest

from gongkai.law.metadata import Audience, Carrier, FiveOpen, fields, genre_of, genres, topics


@pytest.mark.parametrize(
    ("title", "genre"),
    [
        ("云岭县人民政府关于印发虚构办法实施细则（试行）的通知", "notice"),
        ("云岭县行政处罚裁量实施细则（试行）", "detailed_rules"),
        ("云岭县人民政府令", "order"),
        ("关于拟录用人员的公示", "publicity"),
        ("云岭县十五五规划", "plan"),
        ("云岭县概况", ""),
        ("", ""),
    ],
)
def test_title_names_its_genre_at_the_end(title: str, genre: str) -> None:
    assert genre_of(title) == genre


def test_every_genre_but_other_can_be_named() -> None:
    assert {genre_of(f"某某{label.split('、')[0].split('（')[0]}") for label in genres().values()} == set(
        genres()
    )


def test_every_word_has_its_label() -> None:
    for words in (Audience, Carrier, FiveOpen):
        labels = [word.label for word in words]
        assert all(labels)
        assert len(set(labels)) == len(labels)


def test_topics_and_genres_are_named_once() -> None:
    for named in (topics(), genres()):
        assert len(set(named.values())) == len(named) > 20
        assert list(named)[-1] == "other"


def test_there_are_twenty_six_trial_fields() -> None:
    assert len({field.label for field in fields().values()}) == len(fields()) == 26
    assert fields()["environment"].now == "生态环境"
