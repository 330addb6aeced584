"""What of this package follows from how items stand."""

from gongkai.publication.models.followers import Follower, declare

COMPOSED = declare(
    Follower(key="composed", follows="gongkai.compilations.actions.composed_indexing.follow_items")
)
"""专题、公报: what is found of them has the titles of the items in them, as far as the public sees these."""
