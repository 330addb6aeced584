"""A table with sealed columns, for tests alone, and keys to open them with."""

import base64
from typing import Any, ClassVar

from django.db import models

from gongkai.sealing import masks
from gongkai.sealing.field import FingerprintField, SealedField

NUMBER = "11010519491231002X"


class Applicant(models.Model):
    """Somebody who asks, as later packages will have them."""

    name = models.CharField(max_length=60)
    number: Any = SealedField(blank=True, mask=masks.identity_number, fingerprint="number_mark")
    number_mark: Any = FingerprintField(of="number", db_index=True)
    telephone: Any = SealedField(null=True, mask=masks.mobile)

    objects: ClassVar[models.Manager["Applicant"]] = models.Manager()

    class Meta:
        app_label = "sealing_tests"

    def __str__(self) -> str:
        return self.name


def key(name: str, filling: int) -> str:
    """A key as the setting wants it, always the same."""
    return f"{name}:{base64.b64encode(bytes([filling]) * 32).decode()}"


OLD, NEW = key("old", 1), key("new", 2)
