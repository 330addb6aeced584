"""What an inspection looks at, as plain data: columns, items, links, files, accounts of one agency, on a day."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.law.duties.publication import Validity
from gongkai.law.normative import Interpretation


class ColumnKind(StrEnum):
    """How often a column has to be fed, as inspections distinguish it."""

    NEWS = "news"
    NOTICE = "notice"
    POLICY = "policy"
    STATUTORY = "statutory"
    STATIC = "static"


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnFact:
    """A column that an agency has and that holds no others. `every_days`: the period that the agency set.

    `stated`: it says why it is empty; `shown`: readers see it.
    """

    id: int
    title: str
    kind: ColumnKind
    items: int = 0
    last_on: date | None = None
    every_days: int | None = None
    stated: bool = False
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemFact:
    """A public item. `first_on`: when it went out first; `register_on`, `register`: what the register of documents says of it."""

    id: int
    title: str
    first_on: date
    index_no: str = ""
    summary: str = ""
    written_on: date | None = None
    validity: Validity | None = None
    effective_on: date | None = None
    valid_until: date | None = None
    register_on: date | None = None
    register: Validity | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFact:
    """A published document with its interpretation as `law.normative` sees it; `task`: that of the interpretation, 0 without."""

    id: int
    told: Interpretation
    task: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A public interpretation that is linked with no document."""

    item: int
    title: str
    first_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFact:
    """A link of a public text that does not open, or that readers cannot see. `place`: what tells it from others of the text."""

    item: int
    title: str
    place: str
    address: str
    since: date | None
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFact:
    """A file of a public item that cannot be opened, and why."""

    id: int
    item: int
    title: str
    name: str
    why: str
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountFact:
    """An account of new media in use; `last_on` None: nothing was put out since it was opened."""

    id: int
    name: str
    opened_on: date
    last_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageFact:
    """A valid message that waits for its answer."""

    id: int
    title: str
    received_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideFact:
    """The newest guide: its day, None without one. `changed_on`: the last day on which the agency was called or stood otherwise."""

    since: date | None
    changed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of one agency on a day. Items, links and files: those that may be at fault; the law judges them.

    `home_on`: when something last appeared on the home page. `organ`: whether its functions, offices and heads are public.
    `messages` None: nobody tells, so that it is not judged. `services` false: a department that serves nobody outside.
    """

    home_on: date | None = None
    columns: tuple[ColumnFact, ...] = ()
    items: tuple[ItemFact, ...] = ()
    documents: tuple[DocumentFact, ...] = ()
    alone: tuple[Alone, ...] = ()
    links: tuple[LinkFact, ...] = ()
    files: tuple[FileFact, ...] = ()
    accounts: tuple[AccountFact, ...] = ()
    messages: tuple[MessageFact, ...] | None = None
    guide: GuideFact = field(default_factory=lambda: GuideFact(since=None))
    organ: bool = True
    services: bool = True
