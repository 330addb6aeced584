"""我来找错、有用没用: what readers say of the pages of this site."""
