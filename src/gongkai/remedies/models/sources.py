"""What of this package others ask for: reviews and suits keep the file of an application open."""

from gongkai.applications.models.disputes import Source, declare

CHAINS = declare(
    Source(
        key="chains",
        facts="gongkai.remedies.queries.disputes.facts",
        disputed="gongkai.remedies.queries.disputes.disputed",
    )
)
