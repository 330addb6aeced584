"""A visitor while another process holds the one write lock of SQLite: `python -m tests.portal.locked_out` tells as JSON."""

import json
import os
import sqlite3
import sys

import django


def main() -> None:
    """Publish an item with files, take the lock, fetch them; what was answered, and whether anything was written."""
    django.setup()
    from django.conf import settings
    from django.db import connection

    from gongkai.publication.models import Attachment, Use
    from tests.portal.public import PNG, address, data_of, got, with_files
    from tests.publication.office import office

    text = f'<p>{"现公布示意图，请各单位对照检查。" * 5}</p><p><img src="attachments/p1.png" alt="图"></p>'
    place = address(with_files(office(), body=text))
    link = f"{place}files/{Attachment.objects.get(use=Use.ATTACHMENT).pk}/x"
    connection.close()
    settings.DATABASES["default"]["OPTIONS"]["timeout"] = 0.1  # a writer would not wait for long
    other = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
    before = other.execute("PRAGMA data_version").fetchone()
    other.execute("BEGIN IMMEDIATE")
    fetched = [got(link), got(place + "attachments/p1.png")]
    same = [data_of(fetched[0]) == "附表.txt的内容".encode(), data_of(fetched[1]) == PNG]
    other.execute("COMMIT")
    unchanged = before == other.execute("PRAGMA data_version").fetchone()
    sys.stdout.write(
        json.dumps({"statuses": [each.status_code for each in fetched], "same": same, "unchanged": unchanged})
    )


if __name__ == "__main__":
    os.environ["GONGKAI_HOSTS"] = "testserver"
    os.environ["GONGKAI_DATABASE"] = f"sqlite:///{os.environ['GONGKAI_DATA']}/locked.sqlite3"
    main()
