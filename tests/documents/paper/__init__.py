"""What is written on paper is read back: as DOCX, as PDF."""
