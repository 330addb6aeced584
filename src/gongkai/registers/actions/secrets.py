"""Secrets of registers, opened for the machine alone: the salt of a register, the key with which pushes are signed."""

import hmac
import json
import secrets
from hashlib import sha256

from django.db import IntegrityError, transaction

from gongkai.law.registers import Values, definition
from gongkai.law.registers.identity import restored
from gongkai.registers.actions.making import made_as
from gongkai.registers.models import Record, Register, Source

BYTES = 32


def salt_of(register: str) -> bytes:
    """The salt of a register; made when it is asked for first."""
    found = Register.objects.filter(pk=register).first() or _made(register)
    return bytes.fromhex(found.salt.unsealed())


def new_key() -> str:
    """A key for pushes, as it is told once and sealed."""
    return secrets.token_hex(BYTES)


def signed(source: Source, message: bytes, signature: str) -> bool:
    """Whether a message was signed with the key of a source; False where it has none."""
    if not source.key:
        return False
    made = hmac.new(bytes.fromhex(source.key.unsealed()), message, sha256).hexdigest()
    return hmac.compare_digest(made.encode(), signature.encode(errors="replace"))


def whole(record: Record) -> Values:
    """All values of a record, for the machine to make others of them. What people see goes through `reveal`."""
    sealed = json.loads(record.personal.unsealed()) if record.personal else {}
    return restored(definition(record.register), {**record.values, **sealed})


def _made(register: str) -> Register:
    try:
        with transaction.atomic():
            Register.objects.create(key=register, salt=secrets.token_hex(BYTES), made_as=made_as(register))
    except IntegrityError:
        pass  # somebody else was there first
    return Register.objects.get(pk=register)
