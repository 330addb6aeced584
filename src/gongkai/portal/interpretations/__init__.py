"""Interpretations and questions on policies, for everybody."""
