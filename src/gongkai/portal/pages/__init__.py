"""Home, accessibility statement, error pages, health."""
