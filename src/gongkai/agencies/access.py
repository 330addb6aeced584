"""Who may change the list of agencies, and import in their name."""

from django.core.exceptions import PermissionDenied

OPERATOR = "operator"
"""Whoever has the command line of this installation. Nobody else can act before people can log in."""


def require_operator(by: str) -> None:
    """Raise PermissionDenied unless the operator of this installation acts."""
    if by != OPERATOR:
        raise PermissionDenied("只有本平台的运行人员可以登记机关、导入报告。")
