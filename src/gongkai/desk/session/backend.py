"""Who may be logged in at all: asked at the login and again at every request."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser


class OpenAccounts(AuthenticationBackend):  # type: ignore[misc] # the library has no types
    """User name and password, for open accounts. Demo accounts, whose passwords are published, only in the demo."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        """Whether the account is open, and no demo account outside the demo."""
        return super().user_can_authenticate(user) and (settings.DEMO or not getattr(user, "demo", False))
