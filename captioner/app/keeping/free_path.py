"""Where a new file goes so that it replaces none."""

from pathlib import Path


def free_path(path: Path) -> Path:
    """This path, or the next of its kind at which nothing is; blocks."""
    number, free = 2, path
    while free.exists():
        free = path.with_stem(f"{path.stem} {number}")
        number += 1
    return free
