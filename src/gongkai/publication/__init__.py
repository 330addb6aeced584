"""Proactive disclosure: columns, the standard catalogue, items and their editions, review, publication, withdrawal."""
