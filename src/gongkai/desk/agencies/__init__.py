"""Agencies: the list, the tree, one agency with its history, changes with a preview."""
