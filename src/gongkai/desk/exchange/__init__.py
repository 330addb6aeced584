"""Pages on the exchange with other systems."""
