"""One channel told twice, one quantity told twice."""

import pytest

from gongkai.law.report.narrative.figures import passages
from gongkai.law.report.narrative.repeats import contradictions, two_values
from tests.law.report.narrative.prose import report_of


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("云岭县微信公众号推送惠民信息近300条。", "云岭县政务微信公开34条。"), 1),
        (("云岭县微信公众号推送惠民信息30条。", "云岭县政务微信公开34条。"), 0),
        (("县政府网站公开52余条。", "云岭县政府网站公开甲类16条、乙类19条、其他32条。"), 1),
        (("县政府网站公开2400余条。", "县政府网站公开信息2480条。"), 0),
        (("县政府网站公开信息500条。", "县教育局网站公开信息80条。"), 0),
        (("县政府网站公开信息500条，微博公开80条。",), 0),
        (("县政府网站公开政策80条。", "县政府网站公开动态900条。"), 0),
        (("县政府网站开通以来公开信息31000条。", "县政府网站公开信息2480条。"), 0),
        (("县政府网站访问量31000次，阅读31000条。", "县政府网站公开信息2480条。"), 0),
        (("全年县政府网站公开信息2480条，其中县政府网站公开动态900条。",), 0),
    ],
)
def test_statements_on_one_channel(texts: tuple[str, ...], found: int) -> None:
    assert len(list(contradictions(passages(report_of(*texts))))) == found


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (("2020年，主动公开政府信息3160条。", "全年主动公开政府信息3106条。"), 1),
        (("2020年，主动公开政府信息3160条。", "全年主动公开政府信息3160条。"), 0),
        (("2020年，主动公开政府信息3160条。", "2019年，主动公开政府信息3106条。"), 0),
        (("县教育局主动公开政府信息3160条。", "县水利局主动公开政府信息3106条。"), 0),
        (("全年收到依申请公开5件。", "（二）申请情况。2020年收到依申请公开6件。"), 1),
        (("主动公开政府信息3160条。", "主动公开政府信息3100余条。"), 0),
    ],
)
def test_the_same_words_with_two_values(texts: tuple[str, ...], found: int) -> None:
    assert len(list(two_values(passages(report_of(*texts, year=2020))))) == found
