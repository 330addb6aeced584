"""Annual reports as imported: immutable versions, and what the checks said of each."""
