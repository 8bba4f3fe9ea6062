"""Finds a Python that Captioner supports. Any Python 3 can read this file and `dev.py`."""

import shutil
import subprocess
import sys

SUPPORTED = ("3.11", "3.12", "3.13")
THIS = ".".join(map(str, sys.version_info[:2]))


def use_supported() -> None:
    """Go on under a Python that Captioner supports, if this is not one.

    Raises:
        SystemExit: With the status of what went on, or with a sentence if there is none.
    """
    if THIS in SUPPORTED:
        return
    for version in reversed(SUPPORTED):
        found = shutil.which(f"python{version}")
        if found and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
            raise SystemExit(subprocess.call([found, *sys.argv]))
    raise SystemExit(
        f"dev.py: Captioner needs Python {SUPPORTED[0]} to {SUPPORTED[-1]};"
        f" this is {THIS}, and no other was found."
    )
