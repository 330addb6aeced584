"""Writes: topics are composed and put before the public, scans counted; issues of the gazette are composed and put out."""

from gongkai.compilations.actions.gazette import (
    add_article,
    alter_issue,
    begin_issue,
    drop_issue,
    move_article,
    remove_article,
    renew_article,
)
from gongkai.compilations.actions.issuing import issue, submit_issue
from gongkai.compilations.actions.places import (
    Way,
    move_place,
    move_section,
    put_in_address,
    put_in_item,
    take_out,
)
from gongkai.compilations.actions.scanning import count_scan
from gongkai.compilations.actions.topics import (
    add_section,
    alter_section,
    alter_topic,
    begin_topic,
    close_topic,
    open_topic,
    remove_section,
)
from gongkai.records.actions.refused import Refused

__all__ = [
    "Refused",
    "Way",
    "add_article",
    "add_section",
    "alter_issue",
    "alter_section",
    "alter_topic",
    "begin_issue",
    "begin_topic",
    "close_topic",
    "count_scan",
    "drop_issue",
    "issue",
    "move_article",
    "move_place",
    "move_section",
    "open_topic",
    "put_in_address",
    "put_in_item",
    "remove_article",
    "remove_section",
    "renew_article",
    "submit_issue",
    "take_out",
]
