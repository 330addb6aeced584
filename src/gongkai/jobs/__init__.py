"""Work that runs later: the worker, and what is due by the clock."""
