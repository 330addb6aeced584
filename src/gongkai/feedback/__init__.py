"""What readers say of the site: faults that they found, whether a page was of use."""
