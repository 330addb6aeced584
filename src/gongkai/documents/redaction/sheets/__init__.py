"""Redaction of PDF pages: what is drawn is taken apart, and only what may stay is written into a new file."""
