"""Paper, without Django: reports are read here; letters and reports will be written here."""
