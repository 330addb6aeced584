"""Public pages as files: written when what they show changes, read by the web server in front."""
