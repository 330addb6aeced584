"""What a worker does with orders to take something out of a document, done at once."""

from datetime import datetime

from django.db import transaction

from gongkai.applications.actions.redacting import keep_redacted, taken_out
from gongkai.applications.models import RedactionOrder


def carried_out(material_id: int, at: datetime) -> None:
    """Carry out the open order of a document, if there is one."""
    for order in RedactionOrder.objects.filter(material=material_id, ended_at__isnull=True):
        prepared = taken_out(order_id=order.pk, at=at)
        with transaction.atomic():
            keep_redacted(order_id=order.pk, at=at, prepared=prepared)
