"""Working days: the State Council's holiday notices, and counting by them."""
