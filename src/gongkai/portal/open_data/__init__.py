"""Open data: every list and register as CSV and JSON, what their fields mean, a catalogue that people and machines read."""
