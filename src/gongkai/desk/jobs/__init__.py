"""Background jobs: what waits, what failed for good."""
