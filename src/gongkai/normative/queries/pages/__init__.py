"""Reads for the pages of the register: lists on any day, the card of a document, counts, tasks, serials."""
