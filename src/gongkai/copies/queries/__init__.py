"""Reads: which pages there are, what of them changed, what the files are beside them."""
