"""Redaction of picture files: each becomes a page, or as many as it holds, and goes the way of all pages."""
