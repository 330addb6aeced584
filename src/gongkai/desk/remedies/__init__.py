"""Pages of remedies: chains of review and suit, complaints, table four."""
