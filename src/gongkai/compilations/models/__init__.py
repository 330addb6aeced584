"""Tables of topics and of the gazette."""

from gongkai.compilations.models.codes import Code, Scans
from gongkai.compilations.models.followers import COMPOSED
from gongkai.compilations.models.gazette import Article, Issue
from gongkai.compilations.models.kinds import Deed, Origin, Rubric, TopicKind, TopicState
from gongkai.compilations.models.topic import Place, Section, Topic, TopicChange

__all__ = [
    "COMPOSED",
    "Article",
    "Code",
    "Deed",
    "Issue",
    "Origin",
    "Place",
    "Rubric",
    "Scans",
    "Section",
    "Topic",
    "TopicChange",
    "TopicKind",
    "TopicState",
]
