"""Charts as plain geometry, drawn by templates as SVG: each in a wide and a narrow size."""

WIDE = 600
NARROW = 340
"""Widths in CSS pixels at which text in a chart has its natural size, on a desk and on a phone."""
