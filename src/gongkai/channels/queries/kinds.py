"""The coded lists of channels, for pages: what a form offers to choose from and how a list names it."""

from gongkai.channels.models import HANGING, NEW_MEDIA, PLACES, CarrierKind, Filing, Group

__all__ = ["HANGING", "NEW_MEDIA", "PLACES", "CarrierKind", "Filing", "Group"]
