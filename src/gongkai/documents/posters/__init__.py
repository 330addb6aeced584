"""Posters with QR codes (一码推送、扫码查阅): A4 and A3, one code large or several side by side."""

from gongkai.documents.posters.poster import Poster, Sheet, Stamp

__all__ = ["Poster", "Sheet", "Stamp"]
