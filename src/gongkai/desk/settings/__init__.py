"""Settings that agencies make and look up: the calendar, chains of sign-off, patterns of numbers."""
