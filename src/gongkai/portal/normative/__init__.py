"""The register of rules and normative documents for everybody: lists on any day, the life and the text of each document."""
