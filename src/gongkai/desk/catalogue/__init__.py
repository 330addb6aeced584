"""Columns, the standard catalogue, its adjustment and completion, on the desk."""
