"""Documents that govern: rules (规章) and administrative normative documents (行政规范性文件), from draft to repeal.

依据：规章制定程序条例，国办发〔2018〕37号，优化营商环境条例第六十二至六十四条
"""

from gongkai.law.normative.agencies import Move, Owners, owners
from gongkai.law.normative.cleanup import (
    Campaign,
    CleanupResult,
    Conclusion,
    check_campaign,
    check_use,
    scope,
    tally,
)
from gongkai.law.normative.counting import Count, Life, TableTwo, as_counted, counts, lives, prove, table_two
from gongkai.law.normative.course import Next, check_course, may, next_step
from gongkai.law.normative.documents import Article, ArticleChange, Change, Document, Effect
from gongkai.law.normative.history import History, Leaving, Standing
from gongkai.law.normative.interpretation import (
    HANDED_IN_AT,
    Form,
    Gate,
    Interpretation,
    Measures,
    check_interpretation,
    check_rate,
    due,
    gate,
    lag,
    measures,
    needs,
)
from gongkai.law.normative.kinds import DocumentKind, Excluded, Maker, Nature, check_kind, kind_of, may_make
from gongkai.law.normative.matter import Done, EarlyEffect, Matter, StepResult, taken
from gongkai.law.normative.numbering import called, is_part, number_of
from gongkai.law.normative.periods import Period, check_period, evaluation, on_trial, usual_period
from gongkai.law.normative.register import Register, register
from gongkai.law.normative.serials import Numbered, Series, check_serials, series
from gongkai.law.normative.settings import DEFAULT, Counted, Settings
from gongkai.law.normative.shares import Share
from gongkai.law.normative.stated import (
    StatedPublished,
    StatedStock,
    check_parts,
    check_published,
    check_share,
    check_stock,
)
from gongkai.law.normative.steps import Step, StepSpec, specs
from gongkai.law.normative.text import Mark, Provision

__all__ = [
    "DEFAULT",
    "HANDED_IN_AT",
    "Article",
    "ArticleChange",
    "Campaign",
    "Change",
    "CleanupResult",
    "Conclusion",
    "Count",
    "Counted",
    "Document",
    "DocumentKind",
    "Done",
    "EarlyEffect",
    "Effect",
    "Excluded",
    "Form",
    "Gate",
    "History",
    "Interpretation",
    "Leaving",
    "Life",
    "Maker",
    "Mark",
    "Matter",
    "Measures",
    "Move",
    "Nature",
    "Next",
    "Numbered",
    "Owners",
    "Period",
    "Provision",
    "Register",
    "Series",
    "Settings",
    "Share",
    "Standing",
    "StatedPublished",
    "StatedStock",
    "Step",
    "StepResult",
    "StepSpec",
    "TableTwo",
    "as_counted",
    "called",
    "check_campaign",
    "check_course",
    "check_interpretation",
    "check_kind",
    "check_parts",
    "check_period",
    "check_published",
    "check_rate",
    "check_serials",
    "check_share",
    "check_stock",
    "check_use",
    "counts",
    "due",
    "evaluation",
    "gate",
    "is_part",
    "kind_of",
    "lag",
    "lives",
    "may",
    "may_make",
    "measures",
    "needs",
    "next_step",
    "number_of",
    "on_trial",
    "owners",
    "prove",
    "register",
    "scope",
    "series",
    "specs",
    "table_two",
    "taken",
    "tally",
    "usual_period",
]
