"""Passwords are hashed with what is quick; what the hash is worth is the library's matter."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _quick(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
