"""投诉举报: telling the supervising office that a body did not disclose as the law asks, and reading what came of it."""
