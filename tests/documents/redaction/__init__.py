"""What is withheld is gone: looked for with programs that had no part in taking it away."""
