"""The words of the register, for pages and commands that may not import its tables."""

from gongkai.normative.models import Marked, Origin
from gongkai.normative.models.kinds import RESULTS

__all__ = ["RESULTS", "Marked", "Origin"]
