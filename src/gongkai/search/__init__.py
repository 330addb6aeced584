"""The public index: what was published goes in, ranked hits, counts and suggestions come out.

It knows entries, not what they are entries of. One interface (`backends`), three ways to keep the index: in SQLite, in
PostgreSQL, or in files beside the database, for large sites.
"""
