"""The kinds of subscriptions, for those above who do not touch tables."""

from gongkai.subscriptions.models import Kind, Rhythm

__all__ = ["Kind", "Rhythm"]
