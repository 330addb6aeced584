"""Reads: carriers, posts, tasks, imports, figures. Rows are frozen."""

from gongkai.channels.models import CarrierKind, Filing, Group

__all__ = ["CarrierKind", "Filing", "Group"]
