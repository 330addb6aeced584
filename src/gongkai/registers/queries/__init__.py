"""Reads of registers: records as the public and as officers see them, sums, deliveries, the board of sources."""
