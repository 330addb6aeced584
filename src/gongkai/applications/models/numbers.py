"""The numbers that disclosure on request gives."""

from gongkai.records.models.number_kinds import NumberKind, Once, declare

APPLICATION_NO = declare(
    NumberKind(
        "application_no",
        "申请登记编号",
        "YS{org}-{year}-{n:04}",
        parts=frozenset({"org", "code"}),
        known=frozenset({"org"}),
        once=Once.PLATFORM,
    )
)
"""登记编号 of applications: unique on the platform, so that a citizen asks with it wherever they filed."""

REPLY_NO = declare(NumberKind("reply_no", "答复文书文号", "依申请公开答〔{year}〕{n}号"))
"""文号 of replies."""

NOTICE_NO = declare(NumberKind("notice_no", "告知文书文号", "依申请公开告〔{year}〕{n}号"))
"""文号 of every other letter that leaves: notices on the way, questions to third parties and other organs."""

RECTIFICATION_NO = declare(
    NumberKind(
        "rectification_no",
        "更正登记编号",
        "GZ{org}-{year}-{n:04}",
        parts=frozenset({"org", "code"}),
        known=frozenset({"org"}),
        once=Once.PLATFORM,
    )
)
"""登记编号 of requests for correction: asked with in the same place as those of applications."""
