"""Writes the documentation pages that come from the code, or tells which are stale."""

import sys


def main(verb: str) -> int:
    """`write` the pages or `check` them; returns the exit status."""
    print(f"Nothing to {verb} yet.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
