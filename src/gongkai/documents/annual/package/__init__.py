"""What is handed to the platform of a superior body: reports in every kind of file, a manifest, digests; and how it is checked there."""

from gongkai.documents.annual.package.checking import Opened, opened
from gongkai.documents.annual.package.packing import Deposit, Packed, packed

__all__ = ["Deposit", "Opened", "Packed", "opened", "packed"]
