"""What a system may do, and what it may be told."""

from enum import StrEnum


class Scope(StrEnum):
    """One thing that a system may do. Nothing here leads past a draft."""

    WRITE = "drafts:write"
    FILES = "files:write"
    READ = "drafts:read"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "drafts:write": "送交、修改、撤销草稿",
            "files:write": "给草稿添加附件",
            "drafts:read": "查询自己送交的草稿办到哪一步",
        }[self.value]


class Event(StrEnum):
    """One kind of thing that a system may be told of. All of it is public when it is told."""

    PUBLISHED = "item.published"
    CORRECTED = "item.corrected"
    WITHDRAWN = "item.withdrawn"
    RESTORED = "item.restored"
    EXPIRED = "item.expired"
    REPORT = "report.published"
    TRIED = "ping"

    @property
    def label(self) -> str:
        """The words that officers see."""
        return {
            "item.published": "信息公开",
            "item.corrected": "信息更新",
            "item.withdrawn": "信息撤回",
            "item.restored": "信息恢复公开",
            "item.expired": "信息到期下架",
            "report.published": "年度报告发布",
            "ping": "试发",
        }[self.value]


CHOSEN = tuple(event for event in Event if event is not Event.TRIED)
"""What can be asked for."""
