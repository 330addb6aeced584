"""Redaction of Word files."""
