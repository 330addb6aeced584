"""Whatever the prose says, the checks answer, and mark only what stands there."""

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from gongkai.law.report.checks import RULES
from gongkai.law.report.checks.registry import Given
from gongkai.law.report.schema import Level
from tests.law.report import reports
from tests.law.report.narrative.prose import report_of

PROSE_CHECKS = [check for rule_id, check in RULES.items() if rule_id == "R306" or rule_id.startswith("R50")]
WORDS = re.findall(
    r"[^|]+",
    "，|。|；|、|（|）|：|\n|其中|包括|共|合计|共计|分别|占|同比|较上年|增加|减少|下降|由|到|未|无|2020年|2021年|上年结转|结转下年度|下一步"
    "|收到|受理|办理|答复|办结|公开|发布|政府信息公开申请|依申请公开|政府信息|政府网站|微信公众号|其他|其他渠道|自然人|法人或其他组织|予以公开"
    "|部分公开|不予公开|行政复议|行政诉讼|规范性文件|制定|行政许可处理决定|行政事业性收费|云政办|县水利局|全县各级行政机关|近|约|余|多|以上|每|各|平均"
    "|0|1|3|12|47|49|148|1,234|13.9|99031|20.86|100|三|二十|百|万|亿|%|百分之|成|倍|个百分点|件|条|篇|个|次|期|宗|元|万元|号|第|《|》|“|”",
)
texts = st.lists(st.sampled_from(WORDS), max_size=40).map("".join)


@given(st.lists(texts, min_size=1, max_size=3), st.sampled_from(list(Level)), st.booleans())
def test_any_prose_is_answered(paragraphs: list[str], level: Level, known: bool) -> None:
    report = replace(reports.balanced_2019(), sections=report_of(*paragraphs).sections)
    told = {where: paragraph.text for where, paragraph in report.prose()}
    given = Given(report, previous=reports.before_2019() if known else None, level=level)
    for check in PROSE_CHECKS:
        for finding in check.apply(given):
            start, end = finding.span or (0, 1)
            assert 0 <= start < end <= len(told[finding.where])
            assert finding.message.endswith("。")
