"""Registers on the desk: how each stands, its rows, what is delivered and from where, lots of random inspections."""
