"""Remedies: complaint and report, review, suit and appeal as one chain, and table four counted from them."""
