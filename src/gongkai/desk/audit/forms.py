"""What an auditor looks for."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone

from gongkai.agencies.queries import AgencyRow
from gongkai.records.queries.log import Wanted

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class LogFilter(forms.Form):
    """By person, agency, action, thing and day; an empty field asks nothing."""

    actor = forms.CharField(label="用户名", max_length=60, required=False)
    agency = forms.ChoiceField(label="机关", required=False)
    action = forms.CharField(label="操作", max_length=60, required=False)
    subject = forms.CharField(label="事项", max_length=80, required=False)
    since = forms.DateField(label="自", required=False, widget=DAY)
    until = forms.DateField(label="至", required=False, widget=DAY)

    def __init__(self, *args: Any, agencies: list[AgencyRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].choices = [  # type: ignore[attr-defined] # it is a ChoiceField
            ("", "全部"),
            *((str(agency.id), agency.name) for agency in agencies),
        ]

    def wanted(self) -> Wanted:
        """What is asked; a field that cannot be read asks nothing, and the form says so."""
        self.is_valid()
        given = self.cleaned_data
        until = given.get("until")
        return Wanted(
            subject=given.get("subject", ""),
            agency_id=int(given["agency"]) if given.get("agency") else None,
            actor=given.get("actor", ""),
            action=given.get("action", ""),
            since=_start(given.get("since")),
            until=_start(until + timedelta(days=1)) if until else None,
        )


def _start(day: Any) -> datetime | None:
    """The first instant of a civil day."""
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
