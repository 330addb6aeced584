"""Pages as bytes, bytes as files, and what the web server in front is told."""
