"""What the regulations say, in plain Python: dates come in, values go out."""
