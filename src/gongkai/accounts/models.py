"""Users: people who work for an agency. What they may do follows from their memberships, not from flags here."""

from typing import Any, ClassVar, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.db.models.functions import Lower

from gongkai.sealing import masks
from gongkai.sealing.field import SealedField


class User(AbstractBaseUser):
    """A person who logs in.

    `email` serves 统一身份认证 and may be empty. `agency_id` is the agency whose administrators keep the account; a
    number, since agencies stand above; None for an account that only the operator keeps. `closed_at` is when the
    account was closed; it is never deleted, since the record names it. `password_chosen_at` is when the person chose
    a password; None while it is an initial one, which must be changed before anything else. `code_step` is the time
    step of the newest second-factor code that was accepted, so that no code is accepted twice. `demo` marks an
    account with a published password: the demo makes such, and a production configuration refuses to start while
    one exists.
    """

    username = models.CharField(max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    agency_id = models.BigIntegerField(null=True, blank=True, db_index=True)
    created_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    password_chosen_at = models.DateTimeField(null=True, blank=True)
    code_step = models.BigIntegerField(default=0)
    demo = models.BooleanField(default=False)

    objects: ClassVar[BaseUserManager[Self]] = BaseUserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(Lower("username"), name="username_once_in_any_case")]

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）"

    @property
    def is_active(self) -> bool:  # type: ignore[override] # Django asks for this name; the account is open or closed
        """Whether the account is open."""
        return self.closed_at is None


class Contact(models.Model):
    """By what telephone somebody is reached. Sealed; a table of its own, so that nothing is opened to log somebody in."""

    user = models.OneToOneField(User, models.PROTECT, primary_key=True, related_name="contact")
    mobile: Any = SealedField(blank=True, default="", mask=masks.mobile)
    office_phone: Any = SealedField(blank=True, default="", mask=masks.mobile)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.user_id} {self.mobile}"


class FormerPassword(models.Model):
    """The hash of a password that a person had before, so that it is not chosen again at once."""

    user = models.ForeignKey(User, models.PROTECT, related_name="former_passwords")
    password = models.CharField(max_length=128)
    until = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "until"], name="former_passwords_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.until}"


class CalendarFeed(models.Model):
    """An address by which a calendar program reads the due days of a person without a login; of its secret, only the digest.

    `agency_id` is the agency for which the person worked when it was made: it ends when the person leaves there, when the
    account is closed, and when another one is made. `used_on` is the last day on which it was read, `days` on how many.
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="calendar_feeds")
    agency_id = models.BigIntegerField()
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    used_on = models.DateField(null=True, blank=True)
    days = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(ended_at__isnull=True), name="one_calendar_feed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.digest[:12]}"
