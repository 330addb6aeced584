"""Writes: lines become counts."""
