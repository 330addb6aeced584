"""Who may import annual reports. Everybody may read them: they are published by law."""

from gongkai.records.access import Actor, require_operator


def require_import(by: Actor) -> None:
    """Raise PermissionDenied unless the operator of this installation imports."""
    require_operator(by)
