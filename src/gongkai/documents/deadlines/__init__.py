"""Questions about deadlines in, answers out, as JSON."""
