"""Figures of one body over years, across the change of forms; what to look at in them; how a figure lies among others."""
