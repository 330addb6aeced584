"""A PDF that opens with a password alone is not taken in: nobody whom it is given to could read it."""

import io

import pikepdf
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from gongkai.documents.media import locked
from gongkai.documents.media.sniff import Unwanted, sniff


def pdf(lock: StandardEncryption | None = None, title: str = "") -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=lock, invariant=1)
    canvas.setTitle(title)
    canvas.drawString(72, 72, "1")
    canvas.save()
    return out.getvalue()


def kind(data: bytes) -> str | None:
    found = sniff(io.BytesIO(data))
    return found.name if found else None


@pytest.mark.parametrize("strength", [40, 128])
def test_a_password_is_refused_and_what_to_do_is_said(strength: int) -> None:
    with pytest.raises(Unwanted, match="设有密码，请去掉密码后再上传"):
        sniff(io.BytesIO(pdf(StandardEncryption("secret", strength=strength))))


def test_the_lock_of_today_is_seen_too() -> None:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as file:
        file.save(out, encryption=pikepdf.Encryption(owner="own", user="open", R=6))
    with pytest.raises(Unwanted, match="设有密码"):
        sniff(out)


def test_locked_against_changes_alone_it_opens() -> None:
    assert kind(pdf(StandardEncryption("", ownerPassword="owner", canModify=0))) == "pdf"


def test_nobody_is_asked_about_files_that_name_no_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locked, "apart", lambda *_, **__: pytest.fail("a process for nothing"))
    assert kind(pdf()) == "pdf"
    assert kind(pdf(title="/Encryption")) == "pdf"


def test_a_name_across_two_blocks_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(StandardEncryption("secret"))
    at = data.index(b"/Encrypt")
    for cut in range(at - 2, at + 9):
        monkeypatch.setattr(locked, "_BLOCK", max(cut, 1))
        with pytest.raises(Unwanted, match="设有密码"):
            sniff(io.BytesIO(data))


def test_what_names_a_lock_and_cannot_be_opened_is_damaged() -> None:
    with pytest.raises(Unwanted, match="已损坏"):
        sniff(io.BytesIO(b"%PDF-1.7\ntrailer << /Encrypt 9 0 R >>"))
