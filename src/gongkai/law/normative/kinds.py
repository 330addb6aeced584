"""What kinds of documents there are, who may make them, and which kind a document is.

依据：规章制定程序条例第二十七条，国办发〔2018〕37号
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from gongkai.law.bodies import BodyKind
from gongkai.law.findings import Finding, Severity
from gongkai.law.normative.grounds import DOCUMENT_MAKERS, NATURE, RULE_MAKERS, find
from gongkai.law.report.schema import Level


class DocumentKind(StrEnum):
    """The kinds of documents that govern, and those beside them that only tell policy."""

    REGULATION = "regulation"
    NORMATIVE = "normative_document"
    POLICY = "policy_document"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "regulation": "规章",
            "normative_document": "行政规范性文件",
            "policy_document": "其他政策文件",
        }[self.value]

    @property
    def governs(self) -> bool:
        """Whether it binds generally, and is counted in table two."""
        return self is not DocumentKind.POLICY


class Excluded(StrEnum):
    """What is no normative document whatever it says."""

    INTERNAL = "internal"
    PERSONNEL = "personnel"
    MINUTES = "minutes"
    PLAN = "plan"
    REQUEST = "request"
    COMMENDATION = "commendation"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "internal": "内部工作制度",
            "personnel": "人事任免",
            "minutes": "会议纪要",
            "plan": "工作方案、规划",
            "request": "请示、报告",
            "commendation": "表彰奖惩",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Maker:
    """Who makes a document: what kind of body, at which level; a ministry is a department of the State Council."""

    body: BodyKind
    level: Level
    ministry: bool = False


@dataclass(frozen=True, slots=True)
class Nature:
    """What a document does: each feature of the definition, and what it is if it is excluded."""

    rights_and_duties: bool
    published: bool
    general: bool
    repeatable: bool
    excluded: Excluded | None = None


def may_make(kind: DocumentKind, maker: Maker) -> Iterator[Finding]:
    """What stands against this body making such a document.   依据：规章制定程序条例第二十七条，国办发〔2018〕37号"""
    if kind is DocumentKind.REGULATION and not _makes_rules(maker):
        yield find(
            RULE_MAKERS,
            Severity.ERROR,
            "kind",
            f"{maker.level.label}没有规章制定权。请改为行政规范性文件，或者核对制定机关。",
            stated=kind.label,
            expected=DocumentKind.NORMATIVE.label,
        )
    if kind is DocumentKind.NORMATIVE and maker.body is BodyKind.DISPATCHED_AGENCY:
        yield find(
            DOCUMENT_MAKERS,
            Severity.WARNING,
            "maker",
            "派出机构只有经法律、法规授权才能制定行政规范性文件。请核对授权依据，或者由设立它的机关制定。",
            stated=maker.body.label,
        )


def _makes_rules(maker: Maker) -> bool:
    if maker.body is BodyKind.GOVERNMENT:
        return maker.level in (Level.PROVINCE, Level.PREFECTURE)
    return maker.body is BodyKind.DEPARTMENT and maker.ministry


def kind_of(nature: Nature) -> DocumentKind:
    """Whether a document is a normative one by the definition; a rule is told by its order and its procedure.

    依据：国办发〔2018〕37号
    """
    features = (nature.rights_and_duties, nature.published, nature.general, nature.repeatable)
    governs = all(features) and nature.excluded is None
    return DocumentKind.NORMATIVE if governs else DocumentKind.POLICY


def check_kind(stated: DocumentKind, nature: Nature) -> Iterator[Finding]:
    """Whether the kind that was entered is the one of the definition; a rule is left aside.   依据：国办发〔2018〕37号"""
    found = kind_of(nature)
    if stated in (DocumentKind.REGULATION, found):
        return
    why = nature.excluded.label if nature.excluded else ""
    yield find(
        NATURE,
        Severity.WARNING,
        "kind",
        f"按定义应为“{found.label}”{f'（{why}不是行政规范性文件）' if why else ''}，登记为“{stated.label}”。请核对文件的性质。",
        stated=stated.label,
        expected=found.label,
    )
