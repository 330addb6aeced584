"""The touch screen in a service hall: pages for a standing or seated visitor, from which nothing leads elsewhere."""
