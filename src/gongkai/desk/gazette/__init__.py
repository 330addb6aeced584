"""The gazette on the desk: issues composed of documents, signed, put out."""
