"""Kinds and states, for those above who do not touch tables."""

from gongkai.feedback.models import Deed, FaultKind, FaultState, Use

__all__ = ["Deed", "FaultKind", "FaultState", "Use"]
