"""The numbers that remedies give."""

from gongkai.records.models.number_kinds import NumberKind, Once, declare

CHAIN_NO = declare(
    NumberKind(
        "remedy_no",
        "复议诉讼登记编号",
        "FS{org}-{year}-{n:04}",
        parts=frozenset({"org", "code"}),
        known=frozenset({"org"}),
        once=Once.PLATFORM,
    )
)
"""登记编号 of chains: review, suit and appeal against one answer."""

COMPLAINT_NO = declare(
    NumberKind(
        "complaint_no",
        "投诉举报登记编号",
        "TS{org}-{year}-{n:04}",
        parts=frozenset({"org", "code"}),
        known=frozenset({"org"}),
        once=Once.PLATFORM,
    )
)
"""登记编号 of complaints: asked with in the same place as those of applications."""
