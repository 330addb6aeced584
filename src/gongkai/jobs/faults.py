"""What may be written down about a fault: its kind and its place, never the values that came with it."""

import traceback
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent


def kind_and_place(error: BaseException) -> str:
    """`KeyError (gongkai/applications/actions.py:41 deliver)`: the last place in our code, and where it arose if elsewhere."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(PACKAGE)]
    places = dict.fromkeys(_place(frame) for frame in [*ours[-1:], *frames[-1:]])
    return f"{type(error).__module__}.{type(error).__qualname__} ({', '.join(places)})".removeprefix(
        "builtins."
    )


def _place(frame: traceback.FrameSummary) -> str:
    path = Path(frame.filename)
    short = path.relative_to(PACKAGE.parent) if path.is_relative_to(PACKAGE) else Path(*path.parts[-2:])
    return f"{short.as_posix()}:{frame.lineno} {frame.name}"
