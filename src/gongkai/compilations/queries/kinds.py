"""The kinds of this package, for pages and commands, which never import its tables."""

from gongkai.compilations.models.kinds import Deed, Origin, Rubric, TopicKind, TopicState

__all__ = ["Deed", "Origin", "Rubric", "TopicKind", "TopicState"]
