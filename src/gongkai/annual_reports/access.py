"""Who may import annual reports. Everybody may read them: they are published by law."""

from gongkai.agencies.access import require_operator


def require_import(by: str) -> None:
    """Raise PermissionDenied unless the operator of this installation imports."""
    require_operator(by)
