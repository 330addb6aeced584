"""What is recorded belongs to the transaction of what it records."""

from django.db import transaction


def require_transaction() -> None:
    """Raise TransactionManagementError outside a transaction: the record could stay where its cause is rolled back."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("belongs into the transaction of what is recorded")
