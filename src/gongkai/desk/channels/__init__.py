"""Where things were put out: carriers, posts with their proofs, imports of figures, tasks, statistics."""
