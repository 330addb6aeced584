"""What a dictionary of wording knows: terms to look for, words that are right, people and their posts."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.findings import Severity


class Kind(StrEnum):
    """What sort of mistake a term is."""

    TYPO = "typo"
    INSTITUTION = "institution"
    PHRASE = "phrase"
    SENSITIVE = "sensitive"
    VULGAR = "vulgar"
    COMMERCIAL = "commercial"
    AGENCY = "agency"

    @property
    def rule(self) -> str:
        """The id of its check."""
        return _KINDS[self][0]

    @property
    def severity(self) -> Severity:
        """How grave it is where the term itself does not say so."""
        return _KINDS[self][1]

    @property
    def says(self) -> str:
        """What a remark says where the term has no note."""
        return _KINDS[self][2]


_KINDS = {
    Kind.TYPO: ("W001", Severity.WARNING, "可能是错别字，请核对。"),
    Kind.INSTITUTION: ("W002", Severity.WARNING, "机构名称可能已经变更或者不规范，请核对。"),
    Kind.PHRASE: ("W003", Severity.ERROR, "固定提法不准确，请照规范表述改正。"),
    Kind.SENSITIVE: ("W004", Severity.ERROR, "表述不规范，请改正。"),
    Kind.VULGAR: ("W005", Severity.ERROR, "用语不文明，请删去或者改写。"),
    Kind.COMMERCIAL: ("W006", Severity.WARNING, "像是商业推广，请核对是否误贴。"),
    Kind.AGENCY: ("W009", Severity.WARNING, "本机关词库要求不用这个说法，请核对。"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One term that should not stand in a text, or not any more.

    `fix`: what should stand there. `unless`: longer words that contain it and are right (按装备 for 按装).
    `since`: the day from which it is wrong; an older document may have it.
    """

    text: str
    kind: Kind
    fix: str | None = None
    severity: Severity | None = None
    note: str = ""
    unless: tuple[str, ...] = ()
    since: date | None = None

    @property
    def weighs(self) -> Severity:
        """Its own severity, or that of its kind."""
        return self.severity or self.kind.severity


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whom texts of an agency name: name and posts, in the order of rank."""

    name: str
    posts: tuple[str, ...] = ()
