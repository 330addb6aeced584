"""What of this package may hold back a publication."""

from gongkai.publication.models.gates import Gate, declare

THREE_SYNC = declare(
    Gate(
        key="three_sync",
        holds="gongkai.normative.actions.gating.hold_back",
        finds="gongkai.normative.queries.three_sync.findings",
        companions="gongkai.normative.queries.three_sync.companions",
        follows="gongkai.normative.actions.gating.follow",
    )
)
"""三同步: a document that needs an interpretation is handed in with its plan, signed with its material, released with it."""
