"""Personal data in texts and files: found, masked, proved to be gone."""

from gongkai.documents.checking.privacy.files.scanning import scan_file
from gongkai.documents.checking.privacy.kinds import RULES, Hit, Kind
from gongkai.documents.checking.privacy.masking import Masked, mask
from gongkai.documents.checking.privacy.masking.container import Unprovable
from gongkai.documents.checking.privacy.masking.files import MaskedFile, mask_docx, mask_xlsx
from gongkai.documents.checking.privacy.masking.html import mask_html
from gongkai.documents.checking.privacy.scanning import scan

__all__ = [
    "RULES",
    "Hit",
    "Kind",
    "Masked",
    "MaskedFile",
    "Unprovable",
    "mask",
    "mask_docx",
    "mask_html",
    "mask_xlsx",
    "scan",
    "scan_file",
]
