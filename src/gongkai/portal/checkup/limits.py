"""How much one visitor may ask: the size of a file, and how often in an hour."""

from hashlib import blake2b
from io import BytesIO
from ipaddress import IPv6Address, ip_address, ip_network
from time import time
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

MEGABYTE = 1024 * 1024
HOUR = 3600
FORM_ROOM = 8 * MEGABYTE  # pasted text and the other fields


class TooLarge(Exception):
    """A file or a whole request beyond the limit."""


def largest_file() -> int:
    """Bytes that one file may have."""
    return int(settings.CHECKUP_MEGABYTES) * MEGABYTE


def stated_too_large(request: HttpRequest) -> bool:
    """Whether the request says of itself that it is too large: two files and the text fields at most."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    return not stated.isdecimal() or int(stated) > 2 * largest_file() + FORM_ROOM


class MemoryUpload(FileUploadHandler):
    """Keeps an uploaded file in memory, never on disk; raises TooLarge as soon as it passes the limit."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.content = BytesIO()

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type] # passed on as received
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) > largest_file():
            raise TooLarge
        self.content.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content, self.field_name, self.file_name, self.content_type or "", file_size, self.charset
        )


def allowed(request: HttpRequest) -> bool:
    """Count this checkup against the visitor's hour; False when the hour is used up."""
    key = f"checkup:{_fingerprint(_client(request))}:{int(time()) // HOUR}"
    cache.add(key, 0, HOUR)
    return cache.incr(key) <= settings.CHECKUP_PER_HOUR


def _client(request: HttpRequest) -> str:
    """The address of the visitor: what the outermost trusted proxy saw, else the peer."""
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    trusted = settings.TRUSTED_PROXIES
    if trusted and len(hops) >= trusted:
        return str(hops[-trusted])
    return str(request.META.get("REMOTE_ADDR", ""))


def _fingerprint(address: str) -> str:
    """A keyed digest, so that no address is kept; one household of IPv6 counts as one."""
    try:
        parsed = ip_address(address)
    except ValueError:
        network = address
    else:
        network = str(ip_network((parsed, 64), strict=False)) if isinstance(parsed, IPv6Address) else address
    return blake2b(network.encode(), key=settings.SECRET_KEY.encode()[:64], digest_size=16).hexdigest()
