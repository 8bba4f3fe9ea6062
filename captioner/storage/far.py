"""Paths that are longer than Windows lets programs open by their usual names."""

import os
import sys
from pathlib import Path

_ALWAYS = 150
"""So many characters of a folder leave room for what we put into it, of the 260 there are."""

_WHOLE = "\\\\?\\"
"""Windows takes what follows as it stands, however long it is."""


def openable(path: Path) -> Path:
    """The same place, by a name that can be opened however long it is.

    Elsewhere than on Windows, and where it is short, that is the path itself.
    """
    if sys.platform == "win32":
        whole = os.path.abspath(path)  # noqa: PTH100 - Path would keep “..”, which then is a name
        if len(whole) >= _ALWAYS and not whole.startswith(_WHOLE):
            of_another = whole.startswith("\\\\")
            return Path(f"{_WHOLE}UNC{whole[1:]}" if of_another else f"{_WHOLE}{whole}")
    return path
