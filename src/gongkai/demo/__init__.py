"""`gongkai demo`: the whole platform with sample data on this machine, for a first look."""

from gongkai.demo.serving import serve

__all__ = ["serve"]
