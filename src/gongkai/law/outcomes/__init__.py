"""What becomes of an application: table three as the one coded list, its letters, and what a decision must meet."""
