"""Carriers (载体): the register of accounts and places on which an agency puts out what it publishes."""

from django.db import models

from gongkai.agencies.models import Agency
from gongkai.channels.models.kinds import CarrierKind, Filing


class Carrier(models.Model):
    """One carrier. Its agency and kind never change; the rest is kept up to date, and each change is in the log.

    `name`: what citizens know it by; `account`: its number on the platform; `platform`: which one, where the kind does not
    say it; `address`: of its page; `place`, `hours`: where it stands and when it is open; `office`: the unit that runs it;
    `filing_no`, `filed_on`: of its filing. `closed_on`: the last day. The agency's pages on this platform are none of these.

    依据：条例第二十三至二十五条
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="carriers")
    kind = models.CharField(max_length=15, choices=[(each.value, each.label) for each in CarrierKind])
    name = models.CharField(max_length=80)
    platform = models.CharField(max_length=40, blank=True)
    account = models.CharField(max_length=80, blank=True)
    address = models.CharField(max_length=500, blank=True)
    place = models.CharField(max_length=200, blank=True)
    hours = models.CharField(max_length=100, blank=True)
    office = models.CharField(max_length=60, blank=True)
    filing = models.CharField(
        max_length=10, choices=[(each.value, each.label) for each in Filing], default=Filing.NOT_FILED
    )
    filing_no = models.CharField(max_length=60, blank=True)
    filed_on = models.DateField(null=True, blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "kind", "id"], name="carriers_of_an_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "kind", "name"],
                condition=models.Q(closed_on__isnull=True),
                name="an_open_carrier_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=[each.value for each in CarrierKind]), name="carrier_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(filing__in=[each.value for each in Filing]), name="carrier_filing_known"
            ),
            models.CheckConstraint(
                condition=models.Q(closed_on__isnull=True) | models.Q(closed_on__gte=models.F("opened_on")),
                name="a_carrier_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name
