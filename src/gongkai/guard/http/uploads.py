"""How much a request may bring: judged from what it says of itself before a byte is read, and again while it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler
from django.http import HttpRequest, HttpResponseBase

MEGABYTE = 1024 * 1024
FORM_ROOM = 3 * MEGABYTE
"""Names of fields and what stands between them, beside the text fields (DATA_UPLOAD_MAX_MEMORY_SIZE)."""

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


class TooLarge(RequestDataTooBig):
    """A file or a whole request beyond the limit; the page for a bad request tells it apart."""


@dataclass(frozen=True, slots=True)
class Room:
    """What a view takes: at most so many files, each of at most so many bytes. Unkept files are never put on disk."""

    files: int
    largest: Callable[[], int]
    kept: bool

    def total(self) -> int:
        """Bytes of the whole request."""
        return self.files * self.largest() + text_room() + FORM_ROOM

    def handler(self, request: HttpRequest) -> FileUploadHandler:
        """Takes in one file after the other."""
        made = (KeptUpload if self.kept else MemoryUpload)(request)
        made.most = self.largest()
        return made


def takes_files(*, files: int, largest: Callable[[], int], kept: bool = True) -> Callable[[View], View]:
    """Decorator, the outermost one of a view that takes files. `largest` is asked at each request.

    A view without it takes no file at all: a request that brings one is refused like one that is too large.
    """

    def marked(view: View) -> View:
        view.room = Room(files, largest, kept)  # type: ignore[attr-defined] # read again by BodyLimit
        return view

    return marked


def text_room() -> int:
    """Bytes that the fields of a form may have without files."""
    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE or 0)


class MemoryUpload(FileUploadHandler):
    """Keeps an uploaded file in memory, never on disk; raises TooLarge as soon as it passes the limit."""

    most = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type] # passed on as received
        self.content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        require_room(start + len(raw_data), self.most)
        self.content.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        self.content.seek(0)
        return InMemoryUploadedFile(
            self.content, self.field_name, self.file_name, self.content_type or "", file_size, self.charset
        )


class KeptUpload(TemporaryFileUploadHandler):
    """Writes an uploaded file to a temporary one; raises TooLarge as soon as it passes the limit."""

    most = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            require_room(start + len(raw_data), self.most)
        except TooLarge:
            self.upload_interrupted()  # nothing stays behind on disk
            raise
        super().receive_data_chunk(raw_data, start)


class NoUpload(FileUploadHandler):
    """Refuses any file."""

    def new_file(self, *args: object, **kwargs: object) -> None:  # noqa: ARG002 - Django's signature
        raise TooLarge("a file where none is taken")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Never reached: `new_file` has refused."""

    def file_complete(self, file_size: int) -> None:
        """Never reached: `new_file` has refused."""


def require_room(size: int, most: int) -> None:
    """Raise TooLarge for more bytes than the limit."""
    if size > most:
        raise TooLarge(f"more than {most} bytes")


class BodyLimit:
    """Middleware, before any that reads a form (CSRF): the room that the view has, or that of a form without files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], *_: object, **__: object
    ) -> None:
        """Judge the stated size, and put the right handlers in place before anything is read."""
        room: Room | None = getattr(view, "room", None)
        require_room(_stated(request), room.total() if room else text_room() + FORM_ROOM)
        request.upload_handlers = [room.handler(request) if room else NoUpload(request)]


def _stated(request: HttpRequest) -> int:
    """What the request says of its own size; TooLarge for what is no number."""
    stated = request.META.get("CONTENT_LENGTH") or "0"
    if not stated.isdecimal() or not stated.isascii():
        raise TooLarge("Content-Length is no number")
    return int(stated)
