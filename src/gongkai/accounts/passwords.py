"""What a password must be like, and how an initial one is made."""

import secrets
import string

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import ScryptPasswordHasher, check_password
from django.core.exceptions import ValidationError

from gongkai.accounts.models import FormerPassword

INITIAL_LENGTH = 14
DEMO_PASSWORD = "yanshi-2026"
"""The password of every demo account; the login page of the demo prints it."""
# Without characters that look alike on paper.
_LETTERS = "abcdefghijkmnpqrstuvwxyz"
_CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_DIGITS = "23456789"
_CLASSES = (string.ascii_lowercase, string.ascii_uppercase, string.digits)


def initial_password() -> str:
    """A random password of letters and digits, to be handed over once and changed at the first login."""
    while True:
        made = "".join(secrets.choice(_LETTERS + _CAPITALS + _DIGITS) for _ in range(INITIAL_LENGTH))
        if _classes(made) == len(_CLASSES):
            return made


class QuickScrypt(ScryptPasswordHasher):
    """For the demo alone: hashing a published password slowly protects nothing, and the demo opens many accounts."""

    work_factor = 2**10
    parallelism = 1


class LongOrMixed:
    """A password is long, or shorter and of several classes of characters."""

    def __init__(self, long: int = 12, short: int = 8, classes: int = 3) -> None:
        self.long, self.short, self.classes = long, short, classes

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:  # noqa: ARG002 - Django's signature
        """Raise ValidationError for a password that is too short for the classes that it has."""
        if len(password) >= self.long:
            return
        if len(password) < self.short or _classes(password) < self.classes:
            raise ValidationError(self.get_help_text(), code="password_too_weak")

    def get_help_text(self) -> str:
        """The rule in words."""
        if self.short >= self.long:
            return f"密码至少 {self.long} 个字符。"
        return (
            f"密码至少 {self.long} 个字符；或者至少 {self.short} 个字符，"
            f"并且包含小写字母、大写字母、数字、其他符号中的 {self.classes} 种。"
        )


class NotUsedLately:
    """A password is none of those that the person had last, the present one included."""

    def __init__(self, last: int = 5) -> None:
        self.last = last

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError for a password that the person has or lately had."""
        if user is None or user.pk is None:
            return
        former = FormerPassword.objects.filter(user=user.pk).order_by("-until", "-pk")
        hashes = [user.password, *former.values_list("password", flat=True)[: self.last - 1]]
        if any(check_password(password, one) for one in hashes if one):
            raise ValidationError(self.get_help_text(), code="password_used_lately")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"不能使用最近 {self.last} 次用过的密码。"


def _classes(password: str) -> int:
    """How many classes of characters a password has; anything that is no ASCII letter or digit is one class."""
    found = {
        next((index for index, members in enumerate(_CLASSES) if character in members), len(_CLASSES))
        for character in password
    }
    return len(found)
