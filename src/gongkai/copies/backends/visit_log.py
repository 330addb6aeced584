"""What nginx is told about counting visits: a line for each, in which stands the address of the page and nothing else.

The file is named by the hour (visits/backends/lines.py), so nobody has to turn it over, and what belongs to an hour that is over is whole.
It stands beside the log that an operator keeps of requests, and changes nothing of that.
"""

import re

from django.conf import settings

from gongkai.visits.backends.lines import ENDING, counted
from gongkai.visits.queries.pages import PATTERN
from gongkai.visits.queries.robots import PATTERN as ROBOTS


def around() -> str:
    """What stands before the server; nothing where visits are not counted."""
    return _filled(_AROUND) if counted() else ""


def inside() -> str:
    """What stands in the server."""
    return _INSIDE if counted() else ""


def _filled(text: str) -> str:
    said = {
        "PREFIX": re.escape(settings.FORCE_SCRIPT_NAME or ""),
        "PAGES": PATTERN,
        "ROBOTS": ROBOTS,
        "FOLDER": re.escape(str(settings.COPIES)),
        "VISITS": str(settings.VISITS),
        "ENDING": ENDING,
    }
    for name, value in said.items():
        text = text.replace(f"@{name}@", value)
    return text


_AROUND = r"""
# Visits are counted without knowing visitors: a line is the address of a page. Programs and what is fetched beforehand are left out.
map $http_user_agent $gongkai_robot {
    default 0;
    "" 1;
    "~*(?:@ROBOTS@)" 1;
}
map $request_uri $gongkai_page {
    default "";
    "~^@PREFIX@(?<gongkai_opened>@PAGES@)(?:\?|$)" $gongkai_opened;
}
map "$request_method $status $gongkai_robot $document_root $http_sec_purpose$http_purpose" $gongkai_visit {
    default "";
    "~^GET (?:200|304) 0 @FOLDER@ $" $gongkai_page;
}
map $time_iso8601 $gongkai_hour {
    default "";
    "~^(?<gongkai_begun>.+T..):..:..(?<gongkai_zone>.+)$" $gongkai_begun$gongkai_zone;
}
log_format gongkai_visits $gongkai_visit;
access_log @VISITS@/$gongkai_hour@ENDING@ gongkai_visits if=$gongkai_visit;
"""

_INSIDE = """
    # Files of visits stay open for a while.
    open_log_file_cache max=8 inactive=60s valid=60s;
"""
