"""The log, for the security auditor."""
