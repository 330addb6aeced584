"""Topics on the desk: composed, put before the public, printed as posters, their scans counted."""
