"""A converted Word document as JSON, to come back from the process that read it."""

from base64 import b64decode, b64encode
from datetime import date
from typing import Any

from gongkai.documents.checking.remarks import Place, Remark
from gongkai.documents.word import Converted, convert
from gongkai.law.findings import Severity


def converted(data: bytes, name: str) -> dict[str, Any]:
    """Convert a Word document, for `documents.isolated`. Raises Unreadable as `convert` does."""
    made = convert(data, name)
    return {
        "html": made.html,
        "as_written": made.as_written,
        "title": made.title,
        "document_no": made.document_no,
        "issuing_body": made.issuing_body,
        "written_on": made.written_on.isoformat() if made.written_on else None,
        "attachments": list(made.attachments),
        "pictures": {file: b64encode(picture).decode() for file, picture in made.pictures.items()},
        "remarks": [
            [one.rule, one.severity.value, one.place.part, one.place.label, one.message]
            for one in made.remarks
        ],
    }


def read(record: dict[str, Any]) -> Converted:
    """The document that such a record is of."""
    return Converted(
        html=record["html"],
        as_written=record["as_written"],
        title=record["title"],
        document_no=record["document_no"],
        issuing_body=record["issuing_body"],
        written_on=date.fromisoformat(record["written_on"]) if record["written_on"] else None,
        attachments=tuple(record["attachments"]),
        pictures={file: b64decode(picture) for file, picture in record["pictures"].items()},
        remarks=tuple(
            Remark(rule, Severity(severity), Place(part, label), message)
            for rule, severity, part, label, message in record["remarks"]
        ),
    )
