"""The kinds of things that are signed off. The packages above declare theirs, once, when the program starts.

They stand below the tables' readers and writers because chains are checked against them and inboxes name them; this
package cannot import those that declare them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from gongkai.law.roles import Role
from gongkai.law.signing.chains import Demands

DRAFTERS = frozenset(
    {
        Role.DISCLOSURE_OFFICER,
        Role.HANDLER,
        Role.MAILBOX_CLERK,
        Role.COUNTER_CLERK,
        Role.OFFICE_HEAD,
        Role.SUPERVISOR,
    }
)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: what subjects begin with ("item" in "item:12"), what officers read, where a thing is shown.

    `view` is the name of the address that shows one, taking its id. `drafters` may send one into sign-off; `demands` is
    what its chains must have. The roles of `recorded` agree by a record of their own, made on the page of the thing.
    `carried_out` names the action (module and function) that does the thing in the transaction of the last agreement, called
    with `subject`, `digest`, `by`, `at` and the `duty` of whoever signed; what it refuses nobody has agreed to. Empty for
    what waits to be sent out by somebody.
    """

    key: str
    label: str
    view: str
    drafters: frozenset[Role] = DRAFTERS
    demands: Demands = field(default_factory=Demands)
    recorded: frozenset[Role] = frozenset()
    carried_out: str = ""


_declared: dict[str, Kind] = {}
DECLARED: Mapping[str, Kind] = MappingProxyType(_declared)


def declare(kind: Kind) -> Kind:
    """Enter a kind; ValueError if another one has its key, or if the key cannot begin a subject."""
    if not kind.key.isidentifier() or len(kind.key) > 40:
        raise ValueError(f"{kind.key!r} cannot begin a subject")
    if _declared.setdefault(kind.key, kind) != kind:
        raise ValueError(f"the kind {kind.key} is declared twice")
    return kind
