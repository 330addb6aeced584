"""The file of one case: packed, and checked by whoever has it."""
