"""A file looked through for personal data."""

from collections.abc import Collection

from gongkai.documents.checking.privacy.files.opening import opened
from gongkai.documents.checking.privacy.files.telling import Telling
from gongkai.documents.checking.remarks import Remark


def scan_file(data: bytes, name: str, known: Collection[str] = ()) -> list[Remark]:
    """Personal data in a file and in the files inside it, and every part that could not be looked at; never silent.

    `name` is what the file is called; its kind is told by its content. `known` as for `scan`. Who reads strangers' files
    does it in a process that can be stopped.
    """
    telling = Telling(name, known)
    for said in opened(data, name):
        telling.take(said)
    return telling.remarks()
