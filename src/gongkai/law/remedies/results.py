"""How a review or a suit can end, and where table four of the annual report counts it.

依据：行政复议法第三十、三十三、四十一、六十三至六十九、七十三条；行政诉讼法第六十九至七十七、八十九条；年度报告格式 表四
"""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from gongkai.law.basis import Basis, instrument


class Column(StrEnum):
    """The columns of table four; their ids are those of the form."""

    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other"
    PENDING = "pending"

    @property
    def label(self) -> str:
        """The heading of the column."""
        return {
            "upheld": "结果维持",
            "corrected": "结果纠正",
            "other": "其他结果",
            "pending": "尚未审结",
        }[self.value]


class Forum(StrEnum):
    """Who decides."""

    REVIEW = "review"
    FIRST = "first"
    SECOND = "second"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {"review": "行政复议", "first": "第一审", "second": "第二审"}[self.value]


class Result(StrEnum):
    """What a decision, judgment or ruling says of the answer. `data/remedy_results.toml` describes each."""

    UPHELD = "upheld"
    REQUEST_REJECTED = "request_rejected"
    APPLICATION_DISMISSED = "application_dismissed"
    CLAIM_REJECTED = "claim_rejected"
    SUIT_DISMISSED = "suit_dismissed"
    CHANGED = "changed"
    REVOKED = "revoked"
    REVOKED_REDO = "revoked_redo"
    UNLAWFUL = "unlawful"
    PERFORM = "perform"
    DISCLOSE = "disclose"
    VOID = "void"
    CORRECTED = "corrected"
    NOT_ACCEPTED = "not_accepted"
    MEDIATED = "mediated"
    WITHDRAWN = "withdrawn"
    TERMINATED = "terminated"
    NOT_FILED = "not_filed"
    OTHER = "other"
    APPEAL_REJECTED = "appeal_rejected"
    REMANDED = "remanded"

    @property
    def label(self) -> str:
        """What officers and citizens read."""
        return described()[self].label


@dataclass(frozen=True, slots=True)
class Described:
    """What follows from a result. `column` is None where the judgment before it says where the case is counted."""

    label: str
    column: Column | None
    forums: dict[Forum, Basis]
    redo: bool
    ruling: bool
    final: bool
    evidence: str


@cache
def described() -> dict[Result, Described]:
    """Every result with what follows from it."""
    text = files("gongkai.law").joinpath("data/remedy_results.toml").read_text("utf-8")
    review, court = instrument("ARA"), instrument("ALL")
    return {
        Result(name): Described(
            label=entry["label"],
            column=Column(entry["column"]) if entry["column"] else None,
            forums={
                Forum(forum): (review if forum == Forum.REVIEW else court).article(article)
                for forum, article in entry["forums"].items()
            },
            redo=entry.get("redo", False),
            ruling=entry.get("ruling", False),
            final=entry.get("final", False),
            evidence=entry["evidence"],
        )
        for name, entry in tomllib.loads(text).items()
    }


def result_of(text: str, forum: Forum) -> Result | None:
    """The result that a fact names, if there is such a one and this forum can come to it."""
    if text not in {result.value for result in Result}:
        return None
    result = Result(text)
    return result if forum in described()[result].forums else None
