"""The inbox over all kinds of things, and the page of one round of sign-off."""
