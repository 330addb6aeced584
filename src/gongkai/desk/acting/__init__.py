"""Who acts on a page of the desk, and whether the page may be opened."""
