"""Annual reports over years and bodies: a group, one figure, one body; all reports as open data."""
