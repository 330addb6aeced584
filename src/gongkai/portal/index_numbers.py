"""Index numbers in addresses."""

from django.urls import register_converter


class IndexNumber:
    """An index number, whatever is in it: slashes and brackets too. What no number has, no address has."""

    regex = r"[^\x00-\x1f\x7f]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(IndexNumber, "index_no")
