from django.apps import AppConfig


class SignoffConfig(AppConfig):
    name = "gongkai.signoff"
    verbose_name = "审签"

    def ready(self) -> None:
        """Whoever hands over their work hands over their texts too."""
        from gongkai.agencies.actions import MOVERS  # noqa: PLC0415 - tables can be imported only by now
        from gongkai.signoff.actions.handing_over import pass_drafts  # noqa: PLC0415

        MOVERS.append(pass_drafts)
