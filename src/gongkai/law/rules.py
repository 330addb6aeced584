"""Every rule of law that is implemented, by its id: what it is called and what it rests on.

A rule is declared once, beside the code that applies it. What the code concludes carries the rule, and so the article;
`docs/law/` is written from this register, and tests hold it against the cases.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from gongkai.law.basis import Basis

# What the first letter of a rule id says.
SUBJECTS = {
    "R": "年度报告",
    "C": "工作日和期间",
    "D": "办理期限",
    "O": "办理结果和答复",
    "F": "信息处理费",
    "P": "主动公开",
    "M": "行政复议和行政诉讼",
    "N": "规章和行政规范性文件",
    "L": "公开登记簿",
    "I": "网站和新媒体检查",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its id (a letter of SUBJECTS and three digits), its title, the articles that it rests on."""

    id: str
    title: str
    bases: tuple[Basis, ...]

    @property
    def basis(self) -> Basis:
        """The article that it rests on first of all."""
        return self.bases[0]


_declared: dict[str, Rule] = {}
DECLARED: Mapping[str, Rule] = MappingProxyType(_declared)


def declare(rule_id: str, title: str, *bases: Basis) -> Rule:
    """Enter a rule; ValueError if the id is taken, has no known subject, or no basis is given."""
    if rule_id in _declared:
        raise ValueError(f"rule {rule_id} is declared twice")
    if rule_id[:1] not in SUBJECTS or not rule_id[1:].isdigit() or not bases:
        raise ValueError(f"rule {rule_id} needs a subject, a number and a basis")
    _declared[rule_id] = Rule(rule_id, title, bases)
    return _declared[rule_id]
