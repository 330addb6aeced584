"""Items of information in bulk: JSON lines, tables, folders and ZIP files of documents, row by row with every mistake."""
