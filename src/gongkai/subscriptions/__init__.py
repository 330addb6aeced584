"""Readers who asked for mail: what they want to hear of, whether they confirmed it, what they were told."""
