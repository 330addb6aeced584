"""What the tests add to the platform, in every process of it."""

from django.apps import AppConfig

STRETCH = 40
"""Entries of the log that are checked at a time: few, so that a check takes many jobs."""


class Endurance(AppConfig):
    """A kind of thing to sign off, a job that counts how often it ran, short stretches."""

    name = "tests.endurance"

    def ready(self) -> None:
        """Declare them."""
        from gongkai.records.actions import checks
        from gongkai.signoff.models.kinds import declare
        from tests.desk.world import TRIAL
        from tests.records.jobs import sample  # noqa: F401 - declares its jobs

        declare(TRIAL)
        vars(checks)["STRETCH"] = STRETCH
