"""People who log in: users, their passwords and second factors. Citizens need no account."""
