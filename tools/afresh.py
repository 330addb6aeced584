"""A pytest plugin for `make mutants`: no test is spared from a mutant by what was worked out before.

All mutants are forked from one process, which has run the tests before. What a module has worked out on loading, or kept
in a cache, would otherwise still be right when the function that works it out no longer is. And mutmut tries a mutant
with those tests only that have called its function: of a cached function that would be the first test alone.
"""

import os
import sys
from collections.abc import Generator

import pytest
from mutmut.state import state

PACKAGES = {"gongkai", "tests"}
_on_loading: set[str] = set()


def pytest_load_initial_conftests() -> None:
    """Before any test is loaded: forget the law and the tests."""
    for name in _ours():
        del sys.modules[name]


def pytest_collection_finish() -> None:
    """What was called on loading has an effect on every test."""
    if _notes_calls():
        _on_loading.update(state()._stats)


def pytest_runtest_setup() -> None:
    """While mutmut notes which test calls which function, each test calls all that it needs."""
    if not _notes_calls():
        return
    for name in _ours():
        for kept in vars(sys.modules[name]).values():
            if hasattr(kept, "cache_clear"):
                kept.cache_clear()
    state()._stats.update(_on_loading)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that looks at what is kept may fail without it: it is judged in the next run, where nothing is noted."""
    report = yield
    if _notes_calls():
        report.outcome = "passed"
    return report


def _notes_calls() -> bool:
    return os.environ.get("MUTANT_UNDER_TEST") == "stats"


def _ours() -> list[str]:
    return [name for name in sys.modules if name.partition(".")[0] in PACKAGES]
