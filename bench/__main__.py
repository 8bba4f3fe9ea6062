"""Measures: `python -m bench [--quick] [SECTION ...]`.

A section is a module of this package with `rows(quick) -> list[dict]`: one row a figure,
peers and goals beside it. Each runs in a process of its own, which is ended after ten
minutes, a few after more. All rows are printed as tables and kept as one JSON file in
bench/results.
"""

import argparse
import importlib
import json
import os
import pkgutil
import platform
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import bench

LIMIT_S = 600
_LONGER_S = {"boosting": 2400}
RESULTS = Path(__file__).resolve().parent / "results"

Row = dict[str, object]


def main() -> int:
    """Run the sections that the command line names, or all; status 1 if one failed."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(_sections()))
    parser.add_argument("--quick", action="store_true", help="fewer repeats")
    parser.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    unknown = set(args.sections) - set(_sections())
    if unknown:
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    if args.into:
        rows = importlib.import_module(f"bench.{args.sections[0]}").rows(args.quick)
        args.into.write_text(json.dumps(rows))
        return 0
    return _run_all(args.sections or _sections(), quick=args.quick)


def _sections() -> list[str]:
    """The modules of this package that hold measurements."""
    return [
        module.name
        for module in pkgutil.iter_modules(bench.__path__)
        if not module.ispkg
        and "\ndef rows(" in (Path(bench.__path__[0]) / f"{module.name}.py").read_text("utf-8")
    ]


def _run_all(names: list[str], *, quick: bool) -> int:
    started = datetime.now(UTC)
    report: dict[str, object] = {
        "started": started.isoformat(timespec="seconds"),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "python": platform.python_version(),
        "sections": (sections := {}),
    }
    failed = False
    for name in names:
        print(f"\n## {name}", flush=True)
        section = _run(name, quick=quick)
        sections[name] = section
        failed |= "failed" in section
        print(_summary(section), flush=True)
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{started:%Y%m%d-%H%M%S}.json"
    path.write_text(json.dumps(report, indent=1))
    print(f"\n{path}")
    return 1 if failed else 0


def _run(name: str, *, quick: bool) -> dict[str, object]:
    """One section in its own process: its rows or why it failed, its length, the load."""
    before, started, limit_s = _load(), time.monotonic(), _LONGER_S.get(name, LIMIT_S)
    section: dict[str, object] = {}
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "rows.json"
        command = [sys.executable, "-m", "bench", name, "--into", str(result)]
        try:
            subprocess.run([*command, *["--quick"] * quick], timeout=limit_s, check=True)
            section["rows"] = json.loads(result.read_text())
        except subprocess.TimeoutExpired:
            section["failed"] = f"not done after {limit_s} s"
        except subprocess.CalledProcessError as error:
            section["failed"] = f"ended with status {error.returncode}"
    return {**section, "seconds": round(time.monotonic() - started, 1), "load": [before, _load()]}


def _load() -> float | None:
    """How many processes wanted a core in the last minute; None where that is not told."""
    return round(os.getloadavg()[0], 2) if hasattr(os, "getloadavg") else None


def _summary(section: dict[str, object]) -> str:
    rows = section.get("rows")
    told = _table(rows) if isinstance(rows, list) else f"FAILED: {section['failed']}"
    return f"{told}\n{section['seconds']} s, load before and after: {section['load']}"


def _table(rows: list[Row]) -> str:
    """Rows as a Markdown table; its columns are the keys in the order they first appear."""
    columns = list(dict.fromkeys(key for row in rows for key in row))
    cells = [columns, *([_cell(row.get(column)) for column in columns] for row in rows)]
    widths = [max(len(line[index]) for line in cells) for index in range(len(columns))]
    lines = [
        "| "
        + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
        + " |"
        for line in cells
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def _cell(value: object) -> str:
    if value is None:
        return ""
    return f"{value:.4g}" if isinstance(value, float) else str(value)


if __name__ == "__main__":
    raise SystemExit(main())
