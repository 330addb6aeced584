"""A proposed decision on an application, as the plain facts that its checks look at."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.law.ledger import Party
from gongkai.law.remedies.notices import Remedy
from gongkai.law.responsibility import Origin


class Norm(StrEnum):
    """The rank of a cited text."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    LOCAL_REGULATION = "local_regulation"
    RULE = "rule"
    DOCUMENT = "document"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "law": "法律",
            "administrative_regulation": "行政法规",
            "local_regulation": "地方性法规",
            "rule": "规章",
            "document": "规范性文件",
        }[self.value]

    @property
    def national(self) -> bool:
        """Whether it is a law or an administrative regulation, the only ranks that can forbid disclosure (art. 14)."""
        return self in (Norm.LAW, Norm.ADMINISTRATIVE_REGULATION)


class Opinion(StrEnum):
    """What someone who was consulted said; WAITING while the period has not ended."""

    WAITING = "waiting"
    AGREED = "agreed"
    OBJECTED = "objected"
    SILENT = "silent"


class Weighing(StrEnum):
    """What the organ concluded about the public interest in information that concerns a third party."""

    NOT_WEIGHED = "not_weighed"
    WITHHOLD = "withhold"
    DISCLOSE = "disclose"


class SecrecyReview(StrEnum):
    """How the secrecy review ended."""

    NOT_DONE = "not_done"
    CLEARED = "cleared"
    SECRET = "secret"
    UNSURE = "unsure"


class PersonalData(StrEnum):
    """What was done about personal data in what is given out."""

    NOT_CHECKED = "not_checked"
    NONE_FOUND = "none_found"
    MASKED = "masked"
    CONSENTED = "consented"
    UNMASKED = "unmasked"


class Approver(StrEnum):
    """Who approved the answer, lowest first."""

    NOBODY = "nobody"
    HANDLER = "handler"
    UNIT_HEAD = "unit_head"
    LEADER = "leader"
    HEAD = "head"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "nobody": "无人审批",
            "handler": "承办人",
            "unit_head": "政府信息公开工作机构负责人",
            "leader": "分管负责人",
            "head": "主要负责人",
        }[self.value]

    @property
    def rank(self) -> int:
        """Higher approves more."""
        return tuple(Approver).index(self)


@dataclass(frozen=True, slots=True)
class Cited:
    """A text that the answer cites: key of data/instruments.toml or else its title, article in Arabic digits, rank."""

    instrument: str
    article: str = ""
    norm: Norm = Norm.ADMINISTRATIVE_REGULATION


@dataclass(frozen=True, slots=True)
class Withheld:
    """A part that is not given: what it is, the row of table three that it falls under, and why.

    `outcome` is NOT_GOVERNMENT_INFORMATION for what is no government information at all (art. 37).
    """

    what: str
    outcome: str
    variant: str = ""
    reason: str = ""


NOT_GOVERNMENT_INFORMATION = "not_government_information"


@dataclass(frozen=True, slots=True)
class Consultation:
    """Someone who was asked: a third party or a co-maker.

    `until` is the last day for an opinion. `reasonable` says whether the reasons of an objection hold, None while nobody
    has judged them.
    """

    party: Party
    who: str
    asked_on: date
    opinion: Opinion
    until: date | None = None
    reasonable: bool | None = None


@dataclass(frozen=True, slots=True)
class Classification:
    """Why information is a state secret: the record of classification, and the day on which the term ends."""

    record: str = ""
    expires_on: date | None = None
    declassified: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """Proof of a search: how, where, when."""

    method: str = ""
    scope: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice with a period and what came of it: correction asked, reasons asked, fee notified.

    `answered_on` is the day on which correction, reasons or payment came.
    """

    on: date
    until: date | None = None
    answered_on: date | None = None

    def lapsed(self, on: date) -> bool:
        """Whether the period had ended before this day without an answer in time; without a known end it has not."""
        if self.until is None or on <= self.until:
            return False
        return self.answered_on is None or self.answered_on > self.until


@dataclass(frozen=True, slots=True)
class EarlierReply:
    """An earlier answer that a request is held to repeat. `settled` is False where it closed without an answer."""

    number: str
    on: date
    same_applicant: bool = True
    same_content: bool = True
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """A proposed decision.

    `particulars` and `proofs` are ids of data/letters.toml and data/outcomes.toml: what the letter states, what the file
    holds. `separable`: whether parts could be given, None while nobody has asked. `must_be_public_by`: laws, regulations
    and rules that require publication. `unconfirmed_organs`: whom the information concerns and who has not confirmed it.
    `reasons_accepted`: whether the reasons for many requests hold. `excused`: a proper reason for a late correction.
    """

    outcome: str
    received_on: date
    decided_on: date
    variant: str = ""
    letter: str = ""
    due_on: date | None = None
    organ: str = ""
    origin: Origin | None = None
    cited: tuple[Cited, ...] = ()
    reason: str = ""
    particulars: frozenset[str] = frozenset()
    proofs: frozenset[str] = frozenset()
    remedy: Remedy | None = None
    approved_by: Approver = Approver.NOBODY
    given: tuple[str, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    separable: bool | None = None
    classification: Classification | None = None
    must_be_public_by: tuple[Cited, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    public_interest: Weighing = Weighing.NOT_WEIGHED
    public_interest_reason: str = ""
    third_party_told: bool = False
    secrecy: SecrecyReview = SecrecyReview.NOT_DONE
    personal_data: PersonalData = PersonalData.NOT_CHECKED
    unconfirmed_organs: tuple[str, ...] = ()
    form_changed: bool = False
    correction: Notice | None = None
    excused: bool = False
    reasons: Notice | None = None
    reasons_accepted: bool | None = None
    fee: Notice | None = None
    earlier: EarlierReply | None = None
    search: Search | None = None
    right_organ_known: bool = False
