"""Memory of the embedded recogniser over an hour of speech, fed as fast as it takes it.

Ends early, and says so, where an hour of speech takes this machine too long.
"""

import time
from contextlib import suppress

import psutil

from bench.recogniser import caption_fast
from bench.speech import sounds
from captioner.core.events import Event, Heard

Row = dict[str, object]

_EARLY_S = 300
_HOUR_S = 3600
_QUICK_S = 900
_MOST_S = 450
_MB = 1e6


class _EnoughError(Exception):
    """The time for this section is used up."""


def rows(quick: bool) -> list[Row]:  # noqa: FBT001 - the signature of every section
    """Memory late against early, `quick` after a quarter of an hour."""
    process = psutil.Process()
    sizes: list[tuple[float, int]] = []
    began = time.perf_counter()

    def watch(event: Event) -> None:
        if isinstance(event, Heard):
            sizes.append((event.until_ms / 1000, process.memory_info().rss))
            if time.perf_counter() - began > _MOST_S:
                raise _EnoughError

    with suppress(_EnoughError):
        caption_fast(sounds(), _QUICK_S if quick else _HOUR_S, watch)
    early = _around(sizes, _EARLY_S)
    at_s = sizes[-1][0]
    late = _around(sizes, at_s)
    return [
        {
            "section": "endurance",
            "name": f"memory after {at_s / 60:.0f} min of speech against after 5 min",
            "value": late / early,
            "goal": "≤ 1.10",
            "peer": f"{early / _MB:.0f} MB, {late / _MB:.0f} MB",
        }
    ]


def _around(sizes: list[tuple[float, int]], at_s: float) -> float:
    """The middle size of the minute that ends then."""
    near = sorted(size for when, size in sizes if at_s - 60 <= when <= at_s)
    return near[len(near) // 2]
