"""Which roles must have a second factor."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from gongkai.law.roles import Role
from gongkai.records.access import Actor


def enforced_roles() -> frozenset[Role]:
    """The roles of GONGKAI_SECOND_FACTOR_ROLES; ImproperlyConfigured for a word that is no role."""
    try:
        return frozenset(Role(word) for word in settings.SECOND_FACTOR_ROLES)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"GONGKAI_SECOND_FACTOR_ROLES 中有不认识的角色（{error}），可用：{'、'.join(Role)}"
        ) from None


def needs_second_factor(actor: Actor) -> bool:
    """Whether somebody holds one of these roles."""
    return bool(actor.roles & enforced_roles())
