"""Writes: somebody asks for mail, confirms it, ends it; what is new is posted; what nobody confirmed is forgotten."""

from gongkai.subscriptions.actions.asking import NotAnAddress, ask, confirm, end

__all__ = ["NotAnAddress", "ask", "confirm", "end"]
