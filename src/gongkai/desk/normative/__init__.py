"""The register of rules and normative documents on the desk, and clean-up campaigns."""
