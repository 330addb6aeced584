"""The numbers that proactive disclosure gives."""

from gongkai.records.models.number_kinds import NumberKind, Once, declare

INDEX_NO = declare(
    NumberKind(
        "index_no",
        "索引号",
        "{org}/{year}-{n:05}",
        parts=frozenset({"org", "code"}),
        known=frozenset({"org"}),
        once=Once.PLATFORM,
    )
)
"""索引号 of items: unique on the platform, never given again."""
