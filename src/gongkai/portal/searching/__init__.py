"""Searching what is public: the page, the list to take away, suggestions, the same for machines."""
