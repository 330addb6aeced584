"""What a rule needs in order to be declared, and how its basis is said."""

import pytest

from gongkai.law.basis import Basis, instrument
from gongkai.law.deadlines.grounds import REPLY
from gongkai.law.rules import DECLARED, Rule, declare

ARTICLE_9 = instrument("REG").article("9")


@pytest.mark.parametrize(
    ("rule_id", "bases", "why"),
    [
        (REPLY.id, [ARTICLE_9], "declared twice"),
        ("Z001", [ARTICLE_9], "needs a subject"),
        ("R", [ARTICLE_9], "needs a subject"),
        ("R99x", [ARTICLE_9], "needs a subject"),
        ("R999", [], "needs a subject"),
    ],
)
def test_what_is_no_rule_is_not_entered(rule_id: str, bases: list[Basis], why: str) -> None:
    before = dict(DECLARED)
    with pytest.raises(ValueError, match=why):
        declare(rule_id, "…", *bases)
    assert before == DECLARED


def test_a_rule_rests_first_of_all_on_its_first_article() -> None:
    rule = Rule("R999", "…", (ARTICLE_9, instrument("PRACTICE").article()))
    assert rule.basis == ARTICLE_9


@pytest.mark.parametrize(
    ("key", "article", "said"),
    [
        ("REG", "9", "《中华人民共和国政府信息公开条例》（国务院令第711号）第9条"),
        ("F30", "表三", "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）表三"),
        ("F30", "", "《中华人民共和国政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）"),
        ("R80", "", "《〈关于全面推进政务公开工作的意见〉实施细则》（国办发〔2016〕80号）"),
        ("PRACTICE", "", "年度报告编制通行做法"),
    ],
)
def test_a_basis_is_said_as_lawyers_cite_it(key: str, article: str, said: str) -> None:
    assert str(instrument(key).article(article)) == said
