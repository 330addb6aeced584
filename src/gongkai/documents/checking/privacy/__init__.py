"""Personal data in texts and files: found, masked, proved to be gone."""

from gongkai.documents.checking.privacy.files.scanning import scan_file
from gongkai.documents.checking.privacy.kinds import RULES, Hit, Kind
from gongkai.documents.checking.privacy.masking import Masked, mask
from gongkai.documents.checking.privacy.masking.container import Unprovable
from gongkai.documents.checking.privacy.masking.files import (
    Before,
    MaskedFile,
    before_masking,
    can_be_masked,
    mask_docx,
    mask_file,
    mask_text,
    mask_xlsx,
)
from gongkai.documents.checking.privacy.masking.html import mask_html
from gongkai.documents.checking.privacy.scanning import scan

__all__ = [
    "RULES",
    "Before",
    "Hit",
    "Kind",
    "Masked",
    "MaskedFile",
    "Unprovable",
    "before_masking",
    "can_be_masked",
    "mask",
    "mask_docx",
    "mask_file",
    "mask_html",
    "mask_text",
    "mask_xlsx",
    "scan",
    "scan_file",
]
