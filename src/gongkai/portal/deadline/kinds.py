"""Which facts the form offers, in which groups, and what else it asks about each."""

from gongkai.law.ledger import FIELDS, Kind

GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (
        "收到和补正",
        (Kind.CONFIRMED, Kind.TRANSFERRED, Kind.CORRECTION_ASKED, Kind.CORRECTED, Kind.CORRECTION_LAPSED),
    ),
    ("征求第三方意见", (Kind.THIRD_PARTY_ASKED, Kind.THIRD_PARTY_ANSWERED, Kind.THIRD_PARTY_SILENT)),
    ("征求共同制作机关意见", (Kind.ORGAN_ASKED, Kind.ORGAN_ANSWERED, Kind.ORGAN_SILENT)),
    ("延期和说明理由", (Kind.EXTENDED, Kind.REASONS_ASKED, Kind.REASONS_GIVEN, Kind.DEFERRED)),
    ("收费", (Kind.FEE_NOTIFIED, Kind.FEE_PAID, Kind.FEE_LAPSED)),
    ("办结", (Kind.REPLIED, Kind.DELIVERED, Kind.WITHDRAWN)),
    (
        "复议和诉讼",
        (
            Kind.REDO_ORDERED,
            Kind.REVIEW_APPLIED,
            Kind.REVIEW_DECIDED,
            Kind.SUIT_FILED,
            Kind.JUDGED,
            Kind.APPEALED,
        ),
    ),
)
"""For the list of choices: a heading and its kinds."""

EXTRAS = ("who", "side", "received_on", "to", "working_days", "days", "excused")
"""Every further field, in the order in which the form shows them."""

ASKED: dict[Kind, tuple[str, ...]] = {
    **{
        kind: tuple(name for name in FIELDS[kind] if name in EXTRAS)
        for _, kinds in GROUPS
        for kind in kinds
        if kind in FIELDS
    },
    Kind.CONFIRMED: ("side",),
}
"""What the form asks of a kind besides its day; who confirmed is chosen, not written."""

LABELS: dict[tuple[Kind, str], str] = {
    (Kind.CORRECTION_ASKED, "to"): "要求补正的截止日",
    (Kind.CORRECTION_ASKED, "working_days"): "或者：给几个工作日补正",
    (Kind.CORRECTION_ASKED, "received_on"): "申请人收到告知的日期",
    (Kind.THIRD_PARTY_ASKED, "received_on"): "第三方收到征求意见书的日期",
    (Kind.ORGAN_ASKED, "received_on"): "该机关收到征求意见函的日期",
    (Kind.ORGAN_ASKED, "who"): "机关名称",
    (Kind.ORGAN_ANSWERED, "who"): "机关名称",
    (Kind.ORGAN_SILENT, "who"): "机关名称",
    (Kind.EXTENDED, "working_days"): "延长几个工作日",
    (Kind.REASONS_ASKED, "to"): "说明理由的截止日",
    (Kind.REASONS_ASKED, "working_days"): "或者：给几个工作日",
    (Kind.REASONS_ASKED, "received_on"): "申请人收到通知的日期",
    (Kind.DEFERRED, "to"): "延迟到哪一天答复",
    (Kind.FEE_NOTIFIED, "received_on"): "申请人收到收费通知的日期",
    (Kind.REDO_ORDERED, "to"): "要求在哪一天以前答复",
    (Kind.REDO_ORDERED, "working_days"): "或者：几个工作日内答复",
    (Kind.REDO_ORDERED, "days"): "或者：几日内答复（自然日）",
}
"""What a field is called for a kind, where its general name would say less."""
