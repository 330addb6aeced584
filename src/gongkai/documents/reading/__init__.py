"""Reading annual reports: any file becomes lines and grids, lines and grids become a report."""
