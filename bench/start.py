"""From the start of the program to a painted window, beside a bare window."""

import statistics

from bench import windows


def rows(quick: bool) -> list[dict[str, object]]:  # noqa: FBT001 - the signature of every section
    """Seconds to a painted window, first run, and the ratio to a window with the same imports."""
    with windows.display() as on:
        imports = [*windows.BARE, *windows.imports_of_ours(on)]
        ours, bare, empty = [], [], []
        for _ in range(3 if quick else 10):
            ours.append(_seconds(windows.OURS, windows.OURS_TITLE, on))
            bare.append(_seconds(imports, windows.BARE_TITLE, on))
            empty.append(_seconds(windows.BARE, windows.BARE_TITLE, on))
    ratio = statistics.median(ours) / statistics.median(bare)
    return [
        _row("Captioner", ours, f"{ratio:.2f}", "≤ 2"),
        _row("bare window, same imports", bare, "1", ""),
        _row("bare window, Qt alone", empty, "", ""),
    ]


def _seconds(command: list[str], title: str, on: str) -> float:
    with windows.started(command, title, on) as (_, seconds):
        return seconds


def _row(name: str, seconds: list[float], ratio: str, goal: str) -> dict[str, object]:
    return {
        "start to painted window": name,
        "p50 s": statistics.median(seconds),
        "worst s": max(seconds),
        "ratio": ratio,
        "goal": goal,
    }
