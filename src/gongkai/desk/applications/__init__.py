"""Applications on the desk: taken in, handled, decided."""
