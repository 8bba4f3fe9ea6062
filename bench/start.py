"""From the start of the program to a painted window, beside a bare window.

Each is started once before, as after an installation: what is measured is any start but the
first, with compiled modules and files that the system has read before.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

import psutil

from bench import windows


@dataclass(slots=True)
class Starts:
    """Of one command, how long it took until its window was painted, and what it computed."""

    command: list[str]
    title: str
    seconds: list[float] = field(default_factory=list)
    processor_s: list[float] = field(default_factory=list)

    def take_turns(self, others: Sequence["Starts"], rounds: int, on: str) -> None:
        """Start this and the others, over and over, on a display."""
        each = (self, *others)
        for once in each:
            Starts(once.command, once.title).start(on)
        for _ in range(rounds):
            for one in each:
                one.start(on)

    def start(self, on: str) -> None:
        """Start it once more."""
        with windows.started(self.command, self.title, on) as (pid, seconds):
            used = psutil.Process(pid).cpu_times()
        self.seconds.append(seconds)
        self.processor_s.append(used.user + used.system)


def rows(quick: bool) -> list[dict[str, object]]:  # noqa: FBT001 - the signature of every section
    """Seconds to a painted window, and the ratio to a window with the same imports."""
    with windows.display() as on:
        imports = [*windows.BARE, *windows.imports_of_ours(on)]
        ours = Starts(windows.OURS, windows.OURS_TITLE)
        bare = Starts(imports, windows.BARE_TITLE)
        empty = Starts(windows.BARE, windows.BARE_TITLE)
        ours.take_turns([bare, empty], windows.ROUNDS if quick else 3 * windows.ROUNDS, on)
    return [
        told("Captioner", ours, bare, "≤ 1.5"),
        told("bare window, same imports", bare, bare, ""),
        told("bare window, Qt alone", empty, bare, ""),
    ]


def told(name: str, of: Starts, beside: Starts, goal: str) -> dict[str, object]:
    """The row of one command, beside another that took turns with it."""
    p50, processor = statistics.median(of.seconds), statistics.median(of.processor_s)
    return {
        "start to painted window": name,
        "p50 s": p50,
        "worst s": max(of.seconds),
        "ratio": f"{p50 / statistics.median(beside.seconds):.2f}",
        "goal": goal,
        "processor s": processor,
        "its ratio": f"{processor / statistics.median(beside.processor_s):.2f}",
    }
