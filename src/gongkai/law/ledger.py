"""What happened to an application, as dated facts that are only ever added: the ledger that clocks are computed from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Channel(StrEnum):
    """How an application came in; it decides which day is the day of receipt.   依据：条例第三十一条"""

    IN_PERSON = "in_person"
    REGISTERED_MAIL = "registered_mail"
    ORDINARY_MAIL = "ordinary_mail"
    INTERNET = "internet"
    FAX = "fax"
    ORAL = "oral"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "in_person": "当面提交",
            "registered_mail": "邮寄（需签收）",
            "ordinary_mail": "平常信函（无需签收）",
            "internet": "互联网渠道",
            "fax": "传真",
            "oral": "口头申请",
        }[self.value]

    @property
    def needs_confirmation(self) -> bool:
        """Whether the day of receipt is the day on which it is confirmed."""
        return self in (Channel.ORDINARY_MAIL, Channel.INTERNET, Channel.FAX)


class Kind(StrEnum):
    """What a fact says. In this order facts of one day take effect."""

    REDO_ORDERED = "redo_ordered"
    CONFIRMED = "confirmed"
    TRANSFERRED = "transferred"
    CORRECTION_ASKED = "correction_asked"
    CORRECTED = "corrected"
    CORRECTION_LAPSED = "correction_lapsed"
    REASONS_ASKED = "reasons_asked"
    REASONS_GIVEN = "reasons_given"
    THIRD_PARTY_ASKED = "third_party_asked"
    THIRD_PARTY_ANSWERED = "third_party_answered"
    THIRD_PARTY_SILENT = "third_party_silent"
    ORGAN_ASKED = "organ_asked"
    ORGAN_ANSWERED = "organ_answered"
    ORGAN_SILENT = "organ_silent"
    EXTENDED = "extended"
    DEFERRED = "deferred"
    FEE_NOTIFIED = "fee_notified"
    FEE_PAID = "fee_paid"
    FEE_LAPSED = "fee_lapsed"
    REPLIED = "replied"
    DELIVERED = "delivered"
    WITHDRAWN = "withdrawn"
    REVIEW_APPLIED = "review_applied"
    REVIEW_ADMITTED = "review_admitted"
    REVIEW_COPIED = "review_copied"
    REVIEW_ANSWERED = "review_answered"
    REVIEW_EXTENDED = "review_extended"
    REVIEW_DECIDED = "review_decided"
    SUIT_FILED = "suit_filed"
    SUIT_COPIED = "suit_copied"
    SUIT_ANSWERED = "suit_answered"
    JUDGED = "judged"
    APPEALED = "appealed"

    @property
    def label(self) -> str:
        """What officers and citizens read."""
        return _LABELS[self]


_LABELS = {
    Kind.REDO_ORDERED: "收到责令重新答复的决定或判决",
    Kind.CONFIRMED: "确认收到申请",
    Kind.TRANSFERRED: "内部转送",
    Kind.CORRECTION_ASKED: "发出补正告知",
    Kind.CORRECTED: "收到补正材料",
    Kind.CORRECTION_LAPSED: "逾期不补正，不再处理",
    Kind.REASONS_ASKED: "要求说明理由",
    Kind.REASONS_GIVEN: "收到理由说明",
    Kind.THIRD_PARTY_ASKED: "征求第三方意见",
    Kind.THIRD_PARTY_ANSWERED: "收到第三方意见",
    Kind.THIRD_PARTY_SILENT: "第三方逾期未答复",
    Kind.ORGAN_ASKED: "征求共同制作机关意见",
    Kind.ORGAN_ANSWERED: "收到共同制作机关意见",
    Kind.ORGAN_SILENT: "共同制作机关逾期未答复",
    Kind.EXTENDED: "延长答复期限",
    Kind.DEFERRED: "确定延迟答复的期限",
    Kind.FEE_NOTIFIED: "发出收费通知",
    Kind.FEE_PAID: "缴清信息处理费",
    Kind.FEE_LAPSED: "逾期未缴费，不再处理",
    Kind.REPLIED: "作出答复",
    Kind.DELIVERED: "送达答复",
    Kind.WITHDRAWN: "撤回申请",
    Kind.REVIEW_APPLIED: "申请行政复议",
    Kind.REVIEW_ADMITTED: "复议机关受理",
    Kind.REVIEW_COPIED: "收到复议申请书副本",
    Kind.REVIEW_ANSWERED: "提交复议答复",
    Kind.REVIEW_EXTENDED: "复议期限延长",
    Kind.REVIEW_DECIDED: "复议决定送达",
    Kind.SUIT_FILED: "提起行政诉讼",
    Kind.SUIT_COPIED: "收到起诉状副本",
    Kind.SUIT_ANSWERED: "提交答辩状",
    Kind.JUDGED: "裁判送达",
    Kind.APPEALED: "提起上诉",
}


_NOTICE = ("received_on", "to", "working_days")
_CONSULTED = ("who", "received_on")
FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.CONFIRMED: ("who",),
    Kind.CORRECTION_ASKED: _NOTICE,
    Kind.CORRECTED: ("excused",),
    Kind.THIRD_PARTY_ASKED: _CONSULTED,
    Kind.THIRD_PARTY_ANSWERED: ("who",),
    Kind.THIRD_PARTY_SILENT: ("who",),
    Kind.ORGAN_ASKED: _CONSULTED,
    Kind.ORGAN_ANSWERED: ("who",),
    Kind.ORGAN_SILENT: ("who",),
    Kind.EXTENDED: ("working_days",),
    Kind.REASONS_ASKED: _NOTICE,
    Kind.DEFERRED: ("to",),
    Kind.FEE_NOTIFIED: ("received_on",),
    Kind.REPLIED: ("result",),
    Kind.REDO_ORDERED: ("to", "days", "working_days"),
    Kind.REVIEW_ADMITTED: ("result",),
    Kind.REVIEW_EXTENDED: ("days",),
    Kind.REVIEW_DECIDED: ("result",),
    Kind.SUIT_COPIED: ("result",),
    Kind.JUDGED: ("result",),
}
"""What a fact of a kind may say besides its day; a kind that is not here says nothing more."""


class Party(StrEnum):
    """Whom something is asked of or waited for."""

    AGENCY = "agency"
    APPLICANT = "applicant"
    THIRD_PARTY = "third_party"
    ORGAN = "organ"
    REVIEW_BODY = "review_body"
    COURT = "court"

    @property
    def label(self) -> str:
        """The word that officers and citizens see."""
        return {
            "agency": "本机关",
            "applicant": "申请人",
            "third_party": "第三方",
            "organ": "共同制作机关",
            "review_body": "复议机关",
            "court": "人民法院",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Fact:
    """One dated fact. Which further fields a kind has: FIELDS.

    `who` names one of several third parties or organs, or who confirmed ("agency", "applicant"; empty: both).
    `received_on` is the day on which the other side got the letter, where that is known.
    `to`, `working_days` and `days` are the end or the length of a period that the fact sets.
    `result` is how a review or a suit ended; for a reply, the row of table three that it counts in. `excused` says that a
    late correction had a proper reason.
    """

    kind: Kind
    on: date
    who: str = ""
    received_on: date | None = None
    to: date | None = None
    working_days: int | None = None
    days: int | None = None
    result: str = ""
    excused: bool = False

    @property
    def place(self) -> str:
        """How findings name the fact: kind and day, whatever the order in which facts were entered."""
        return f"{self.kind}@{self.on}"


@dataclass(frozen=True, slots=True)
class Ledger:
    """An application: the day it arrived, through which channel, and what happened since, in any order."""

    received_on: date
    channel: Channel = Channel.IN_PERSON
    facts: tuple[Fact, ...] = ()
