"""What must be kept: stored files, the hash-chained action log, numbers, jobs."""
