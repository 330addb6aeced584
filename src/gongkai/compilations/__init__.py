"""What is composed of items: topics (专题) with their posters, issues of the gazette (政府公报)."""
