"""Personal data inside files as people attach them, in the places that nobody sees as well."""
