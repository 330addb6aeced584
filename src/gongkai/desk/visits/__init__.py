"""How often pages were opened, for the agency whose they are."""
