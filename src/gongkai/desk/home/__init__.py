"""工作台: what waits, what is due, the next working days."""
