"""How often public pages were opened, by day: counted from lines that say nothing of who opened them."""
