"""Writes of channels: carriers, posts, figures and proofs, imports, tasks."""

from gongkai.channels.actions.carriers import Details, alter_carrier, close_carrier, enter_carrier
from gongkai.channels.actions.importing import (
    RowsRefused,
    import_posts,
    import_previewed,
    preview_posts,
    take_back_import,
    try_posts,
)
from gongkai.channels.actions.posting import (
    Counts,
    Put,
    add_photos,
    count,
    put_out,
    take_back,
    take_back_count,
)
from gongkai.channels.actions.reminding import remind_each
from gongkai.channels.actions.tasks import drop_task, end_rule, give_task, make_tasks, set_rule
from gongkai.records.actions.refused import Refused

__all__ = [
    "Counts",
    "Details",
    "Put",
    "Refused",
    "RowsRefused",
    "add_photos",
    "alter_carrier",
    "close_carrier",
    "count",
    "drop_task",
    "end_rule",
    "enter_carrier",
    "give_task",
    "import_posts",
    "import_previewed",
    "make_tasks",
    "preview_posts",
    "put_out",
    "remind_each",
    "set_rule",
    "take_back",
    "take_back_count",
    "take_back_import",
    "try_posts",
]
