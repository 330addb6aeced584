"""`gongkai check`: whether this installation may go into service, and what is missing."""

from gongkai.cli.check.command import check

__all__ = ["check"]
