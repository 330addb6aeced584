"""Supervision of what agencies publish: their columns and items held daily against the indicators of inspections (栏目体检)."""
