"""What readers say of the site: faults to answer, whether pages were of use."""
