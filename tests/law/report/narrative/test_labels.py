"""What a figure counts, in the words around it."""

import pytest

from gongkai.law.report.narrative.labels import label


@pytest.mark.parametrize(
    ("clause", "tail", "named"),
    [
        ("其中政府网站公开", "", "政府网站公开"),
        ("共公开", "政府信息", "政府信息"),
        ("开展“政府开放日”活动", "", "开展“政府开放日”活动"),
        ("政府开放日”活动", "", "政府开放日活动"),
        ("在教育、卫生、环境保护、食品安全、社会保障、公共文化、交通运输等领域、试点街道", "", "试点街道"),
    ],
)
def test_the_words_that_name_what_is_counted(clause: str, tail: str, named: str) -> None:
    assert label(clause, tail) == named
