"""Sealed values are opened for people in one place alone."""

import ast
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.db import transaction
from django.db.transaction import TransactionManagementError

from gongkai.records.access import OPERATOR
from gongkai.records.actions.revealing import NoReason, reveal
from gongkai.records.models import LogEntry
from gongkai.sealing import masks
from gongkai.sealing.box import Unsealable
from gongkai.sealing.field import SealedField
from gongkai.sealing.keys import box
from gongkai.sealing.value import Sealed
from tests.architecture.house import PACKAGE, modules, tree

AT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
NUMBER = "11010519491231002X"
PLACE = "applications_applicant.identity_number"

# Who may open a sealed value: the value itself, what writes it back into its column, `reveal`, and the job that hands a
# message to the mail server, of which the log says that it went out.
# A citizen's own draft is opened for the browser that has its key, and for nobody else; an answer to a request for correction for
# whoever has its number and code. Letters and sheets of a case name the applicant: they are files, and whoever opens one is logged.
OPENS = {
    "sealing/value.py",
    "records/actions/revealing.py",
    "applications/actions/letters.py",
    "applications/actions/rectifying_letters.py",
    "applications/actions/sheets.py",
    "applications/queries/drafts.py",
    "applications/queries/rectifying/status.py",
    "records/actions/outbox.py",
    "registers/actions/lotteries.py",  # the seed of a draw, which is published with what was drawn
    "registers/actions/secrets.py",  # a salt and a key, for the machine alone; values that are corrected, to be sealed again
    "exchange/actions/signing.py",  # the secrets that messages are signed with, for the machine alone
    "demo/casework.py",  # those whom the demo asks answer with the code of their letter
}


def sealed(place: str = PLACE) -> Sealed:
    return Sealed(box().seal(NUMBER, place=PLACE), place, masks.identity_number)


def test_nothing_else_opens_a_sealed_value() -> None:
    found = {
        str(path.relative_to(PACKAGE))
        for path in modules(PACKAGE)
        for node in ast.walk(tree(path))
        if (isinstance(node, ast.Attribute) and node.attr == "unsealed")
        or (isinstance(node, ast.Constant) and node.value == "unsealed")
    }
    assert found == OPENS
    named = [path for path in PACKAGE.rglob("*.html") if "unsealed" in path.read_text("utf-8")]
    assert named == []


def test_plain_text_for_writing_is_taken_only_by_the_columns() -> None:
    found = {
        str(path.relative_to(PACKAGE))
        for path in modules(PACKAGE)
        if not path.is_relative_to(
            PACKAGE / "documents"
        )  # it knows nothing of sealing, and may have the word
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Name) and node.id == "text_of"
    }
    assert found == {"sealing/field.py", "sealing/value.py"}


def test_every_sealed_column_of_the_product_has_a_mask() -> None:
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    ]
    assert fields
    assert [field.name for field in fields if field.mask not in masks.MASKS] == []


@pytest.mark.django_db
def test_any_package_reveals_with_a_log_entry() -> None:
    given = {"what": "身份证件号码", "subject": "application:5", "by": OPERATOR, "at": AT, "agency_id": 7}
    with transaction.atomic():
        assert reveal(sealed(), reason="核对申请人身份", **given) == NUMBER  # type: ignore[arg-type] # mixed values
    entry = LogEntry.objects.get()
    assert (entry.action, entry.subject, entry.agency_id) == ("records.reveal", "application:5", 7)
    assert (entry.reason, entry.details) == ("核对申请人身份", {"what": "身份证件号码"})
    for value, reason, refusal in ((sealed(), " ", NoReason), (sealed("elsewhere.x"), "核对", Unsealable)):
        with transaction.atomic(), pytest.raises(refusal):
            reveal(value, reason=reason, **given)  # type: ignore[arg-type] # mixed values
    assert LogEntry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_not_without_the_transaction_that_keeps_the_entry() -> None:
    with pytest.raises(TransactionManagementError):
        reveal(sealed(), what="x", subject="application:5", reason="核对", by=OPERATOR, at=AT)
