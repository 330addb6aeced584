"""The numbers that the register gives."""

from gongkai.records.models.number_kinds import NumberKind, Once, declare

DOCUMENT_NO = declare(
    NumberKind("document_no", "规范性文件文号", "{code}〔{year}〕{n}号", parts=frozenset({"code"}))
)
"""文号 of documents that govern, where an agency has set its code: 统一编号."""

REGISTRY_NO = declare(
    NumberKind(
        "registry_no",
        "规范性文件统一登记编号",
        "{org}-{year}-{n:04}",
        parts=frozenset({"org", "code"}),
        known=frozenset({"org"}),
        once=Once.PLATFORM,
    )
)
"""统一登记编号: unique on the platform."""
