"""The page of the person who is logged in."""
