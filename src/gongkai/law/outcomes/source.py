"""Reads data/outcomes.toml."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def data() -> dict[str, Any]:
    """The file as it stands: conditions, proofs, consultations, steps, words that are no ground, outcomes."""
    return tomllib.loads(files("gongkai.law").joinpath("data/outcomes.toml").read_text("utf-8"))
