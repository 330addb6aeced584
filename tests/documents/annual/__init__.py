"""Annual reports written as files and read back: cells, text, looks; what is refused and what is remarked on."""
