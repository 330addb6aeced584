"""Posters read back: fields, typefaces, codes."""
