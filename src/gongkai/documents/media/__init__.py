"""Files as officers hand them in: their kind by content, their names, containers that are bombs."""
