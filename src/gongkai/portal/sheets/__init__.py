"""A report as a page shows it: official tables, marked prose, numbered findings."""
