"""Importing modules beside Qt for Python without reading the source of each.

Its import hook looks for its own name in the source of every module that is imported after
it, to serve a feature that nobody here uses, and the standard library keeps all it read:
0.1 s and 6 MB of a start, as much again of the first Start (shiboken6 6.11.3, `feature.py`).
"""

import linecache
import sys

import shiboken6  # noqa: F401 - its import puts the hook there

_ASKS = "_mod_uses_pyside"
"""What decides by the source whether a module may switch the feature on."""


def leave_sources_unread() -> None:
    """From now on no module may, so that none is read; what was read until now is let go."""
    linecache.clearcache()
    vars(sys.modules["shibokensupport.feature"])[_ASKS] = lambda _: False
