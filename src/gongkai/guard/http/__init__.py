"""Requests and answers: addresses, request ids, headers, sizes, the journal. No page and no concept is known here."""
