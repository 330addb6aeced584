"""The lamp turns with the working days left: yellow from the fifth last, red on the last."""

from datetime import date

import pytest

from gongkai.law.lamps import Light, in_words, light

ON = date(2026, 10, 20)


@pytest.mark.parametrize(
    ("left", "shows", "says"),
    [
        (6, Light.GREEN, "还剩6个工作日"),
        (5, Light.YELLOW, "还剩5个工作日"),
        (1, Light.YELLOW, "还剩1个工作日"),
        (0, Light.RED, "今天是最后一天"),
        (-1, Light.RED, "已超过1个工作日"),
    ],
)
def test_lamp_turns_with_the_days_left(left: int, shows: Light, says: str) -> None:
    assert (light(left, ON), in_words(left)) == (shows, says)


def test_every_light_has_a_word_of_its_own() -> None:
    assert len({shows.word for shows in Light}) == len(Light)


def test_a_last_day_that_is_over_is_not_told_as_today() -> None:
    assert in_words(0, past=True) == "期限已过"
    assert in_words(-2, past=True) == in_words(-2)
