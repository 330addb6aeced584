"""Interpretation at the desk: the tasks of an agency, one of them, joint release, rate and forms."""
