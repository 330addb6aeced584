"""What people do in disclosure work. Those who run the system are kept apart from each other and from all others (等保)."""

from enum import StrEnum


class Role(StrEnum):
    """One role; a person holds it for one agency from one day to another."""

    DISCLOSURE_OFFICER = "disclosure_officer"
    HANDLER = "handler"
    SECRECY_REVIEWER = "secrecy_reviewer"
    LEGAL_REVIEWER = "legal_reviewer"
    OFFICE_HEAD = "office_head"
    LEADER = "leader"
    SUPERVISOR = "supervisor"
    ASSESSOR = "assessor"
    MAILBOX_CLERK = "mailbox_clerk"
    COUNTER_CLERK = "counter_clerk"
    SYSTEM_ADMINISTRATOR = "system_administrator"
    SECURITY_ADMINISTRATOR = "security_administrator"
    SECURITY_AUDITOR = "security_auditor"

    @property
    def label(self) -> str:
        """The word that officers see."""
        return {
            "disclosure_officer": "公开专员",
            "handler": "业务承办人",
            "secrecy_reviewer": "保密审查员",
            "legal_reviewer": "法制审核员",
            "office_head": "办公室主任",
            "leader": "分管领导",
            "supervisor": "主管部门（公开办）",
            "assessor": "考核员",
            "mailbox_clerk": "信箱办理员",
            "counter_clerk": "窗口人员",
            "system_administrator": "系统管理员",
            "security_administrator": "安全管理员",
            "security_auditor": "安全审计员",
        }[self.value]

    @property
    def runs_the_system(self) -> bool:
        """Whether the role is one of the three that may be held by nobody who holds another."""
        return self in RUNNING_ROLES

    @property
    def sees_below(self) -> bool:
        """Whether the role reaches the agencies below its own."""
        return self in (Role.SUPERVISOR, Role.ASSESSOR) or self.runs_the_system


RUNNING_ROLES = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.SECURITY_AUDITOR})
