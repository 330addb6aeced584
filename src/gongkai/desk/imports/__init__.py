"""Items in bulk: a file is handed in, looked at, and imported by the workers."""
