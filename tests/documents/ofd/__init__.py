"""OFD made from PDF, and read back."""
