"""Tables of the register of documents that govern."""

from gongkai.normative.models.cleanup import (
    Cleanup,
    CleanupBody,
    CleanupDecision,
    CleanupLists,
    CleanupTurn,
    Judgement,
    Stage,
    Turn,
)
from gongkai.normative.models.codes import CodeSeries
from gongkai.normative.models.course_gate import COURSE
from gongkai.normative.models.document import Correction, Document, JointBody
from gongkai.normative.models.fact import Change, Doing, Move, Voiding
from gongkai.normative.models.followers import QUESTIONS
from gongkai.normative.models.gates import THREE_SYNC
from gongkai.normative.models.interpretation import (
    DraftingNote,
    GoingAhead,
    Interpretation,
    InterpretationRule,
    KeptMeasures,
    Plan,
    Question,
    Rendering,
    Serving,
    TakenBack,
)
from gongkai.normative.models.kinds import Marked, Origin
from gongkai.normative.models.place import PlaceRule
from gongkai.normative.models.register import RegisterImport
from gongkai.normative.models.spell import Spell

__all__ = [
    "COURSE",
    "QUESTIONS",
    "THREE_SYNC",
    "Change",
    "Cleanup",
    "CleanupBody",
    "CleanupDecision",
    "CleanupLists",
    "CleanupTurn",
    "CodeSeries",
    "Correction",
    "Document",
    "Doing",
    "DraftingNote",
    "GoingAhead",
    "Interpretation",
    "InterpretationRule",
    "JointBody",
    "Judgement",
    "KeptMeasures",
    "Marked",
    "Move",
    "Origin",
    "PlaceRule",
    "Plan",
    "Question",
    "RegisterImport",
    "Rendering",
    "Serving",
    "Spell",
    "Stage",
    "TakenBack",
    "Turn",
    "Voiding",
]
