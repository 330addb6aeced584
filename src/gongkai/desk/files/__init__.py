"""Files that are held back: which, why, and who lets them out."""
