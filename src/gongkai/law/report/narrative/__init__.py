"""The figures in the prose of a report: found, understood, related to each other."""
