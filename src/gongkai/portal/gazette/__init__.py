"""The gazette for the public: issues by year, each with its contents, each document at an address of its own, the PDF."""
