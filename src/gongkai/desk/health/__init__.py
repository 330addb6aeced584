"""栏目体检: what an inspection would find at an agency today, with the way to put it right; all agencies side by side."""
