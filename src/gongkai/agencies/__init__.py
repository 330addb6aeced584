"""Bodies that must disclose: names, levels, where they belong."""
