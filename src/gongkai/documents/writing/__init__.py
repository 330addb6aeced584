"""Writing reports and findings: JSON, XLSX and CSV of one report."""
