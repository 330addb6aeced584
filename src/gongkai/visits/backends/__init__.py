"""Files of lines: one for each hour, one line for each visit, in it the address of the page and nothing else."""
