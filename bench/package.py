"""The built program from its start to a painted window, beside the same from source."""

import sys
from pathlib import Path

from bench import windows
from bench.start import Starts, told

Row = dict[str, object]

ROOT = Path(__file__).parents[1]
BUILT = (
    ROOT / "dist" / "Captioner.app" / "Contents" / "MacOS" / "captioner"
    if sys.platform == "darwin"
    else ROOT / "dist" / "captioner" / "captioner"
)


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """Seconds to a painted window, and the ratio to the program from source."""
    if not BUILT.exists():
        return [{"start to painted window": "nothing is built; `python3 dev.py package` builds it"}]
    built = Starts([str(BUILT)], windows.OURS_TITLE)
    source = Starts(windows.OURS, windows.OURS_TITLE)
    with windows.display() as on:
        built.take_turns([source], windows.ROUNDS if quick else 3 * windows.ROUNDS, on)
    return [
        told("built", built, source, "≤ 1.0"),
        told("from source", source, source, ""),
    ]
