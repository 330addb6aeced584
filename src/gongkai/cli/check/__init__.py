"""`gongkai check`: whether this installation may go into service; `gongkai check text`: what is wrong in a text."""

from gongkai.cli.check.command import check
from gongkai.cli.check.texts import text

check.add_command(text)

__all__ = ["check"]
