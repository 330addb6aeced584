"""Interfaces for other programs, version 1: reading what is public, handing in what is not yet. HTTP only; nothing is decided here."""
