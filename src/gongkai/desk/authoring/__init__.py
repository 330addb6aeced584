"""Authoring: from a Word file to an item that is sent into sign-off."""
