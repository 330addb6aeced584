"""Topics and the gazette: their actions, reads, permissions, what many do at once."""
