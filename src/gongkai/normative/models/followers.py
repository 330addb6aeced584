"""What of this package follows from how items stand."""

from gongkai.publication.models.followers import Follower, declare

QUESTIONS = declare(
    Follower(key="questions", follows="gongkai.normative.actions.question_indexing.follow_items", firsts=True)
)
"""政策问答: questions are found while the item in whose text they stand is public."""
