"""What runs by the clock, as data."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time

from gongkai.copies.backends.files import copied
from gongkai.jobs.times import Daily, Every, Weekly, When
from gongkai.records.actions.schedules import queue_due
from gongkai.search.backends import beside
from gongkai.subscriptions.queries.held import mails
from gongkai.visits.backends.lines import counted


def always() -> bool:
    """Every installation has use for it."""
    return True


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job that is queued each time it is due, where the installation has `use` for it. The name stays when the times change."""

    name: str
    task: str
    when: When
    use: Callable[[], bool] = always


SCHEDULE = (
    Scheduled("due-items", "publication.publish_due", Every(minutes=5)),
    Scheduled("expired-items", "publication.expire_due", Daily(time(0, 5))),
    Scheduled("entered-notices", "records.install_notices", Daily(time(0, 1))),
    Scheduled("due-applications", "applications.settle_due", Daily(time(0, 2))),
    Scheduled("due-rectifications", "applications.settle_rectifications", Daily(time(0, 3))),
    Scheduled("urgent-applications", "applications.remind", Daily(time(8, 30))),
    Scheduled("ended-terms", "applications.remind_of_terms", Daily(time(8, 40))),
    Scheduled("owed-lists", "normative.remind_cleanups", Daily(time(8, 35))),
    Scheduled("changed-validity", "publication.follow_validity", Daily(time(0, 10))),
    Scheduled("documents-of-the-day", "normative.refresh", Daily(time(0, 4))),
    Scheduled("issued-documents", "normative.follow_publication", Every(minutes=60)),
    Scheduled("held-files", "publication.follow_quarantine", Every(minutes=5)),
    Scheduled("search-index", "search.follow", Every(minutes=1), use=beside),
    Scheduled("static-pages", "copies.follow", Every(minutes=1), use=copied),
    Scheduled("ended-sessions", "jobs.clear_sessions", Every(minutes=60)),
    Scheduled("visitor-tallies", "jobs.forget_tallies", Daily(time(4, 0))),
    Scheduled("audit-anchor", "jobs.anchor_log", Daily(time(1, 0))),
    Scheduled("unconfirmed-imports", "publication.forget_unconfirmed", Daily(time(2, 30))),
    Scheduled("unconfirmed-previews", "records.drop_previews", Daily(time(2, 40))),
    Scheduled("unsent-applications", "applications.forget_drafts", Daily(time(2, 35))),
    Scheduled("outside-links", "publication.look_over_links", Daily(time(3, 30))),
    Scheduled("topic-links", "compilations.look_over_links", Daily(time(3, 40))),
    Scheduled("gazette-files", "compilations.follow_issues", Every(minutes=30)),
    Scheduled("channel-tasks", "channels.make_tasks", Every(minutes=10)),
    Scheduled("channel-firsts", "channels.refresh", Daily(time(2, 10))),
    Scheduled("content-health", "supervision.examine", Daily(time(4, 30))),
    Scheduled("near-vetoes", "supervision.remind", Daily(time(8, 25))),
    Scheduled("urgent-channel-tasks", "channels.remind", Daily(time(8, 50))),
    Scheduled("due-disputes", "remedies.remind", Daily(time(8, 55))),
    Scheduled("due-reports", "annual_reports.remind", Daily(time(8, 45))),
    Scheduled("webhook-messages", "exchange.follow", Every(minutes=1)),
    Scheduled("older-exchanges", "exchange.forget", Daily(time(3, 10))),
    Scheduled("subscribed-news", "subscriptions.send", Every(minutes=10), use=mails),
    Scheduled("rated-once", "feedback.forget_households", Daily(time(0, 20))),
    Scheduled("visits", "visits.count", Every(minutes=30), use=counted),
    Scheduled("unconfirmed-subscriptions", "subscriptions.forget", Daily(time(2, 45))),
    Scheduled("older-records", "registers.remake", Every(minutes=10)),
    Scheduled("done-jobs", "records.clear_done_jobs", Daily(time(3, 0))),
    Scheduled("holiday-notice", "jobs.remind_of_holiday_notice", Weekly(11, 1, time(9, 0))),
)


def run_due(*, at: datetime, schedule: tuple[Scheduled, ...] = SCHEDULE) -> list[str]:
    """Queue what is due at this moment and was not queued yet; the names of it. Any number of machines may call it."""
    return [
        entry.name
        for entry in schedule
        if entry.use()
        and (due_at := entry.when.latest(at))
        and queue_due(name=entry.name, task=entry.task, due_at=due_at, at=at)
    ]
