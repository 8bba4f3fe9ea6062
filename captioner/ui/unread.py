"""Importing modules beside Qt for Python without reading the source of each.

Its import hook looks for its own name in the source of every module that is imported after
it, to serve a feature that nobody here uses, and the standard library keeps all it read:
0.1 s of a start and 6 MB (shiboken6 6.11.3, `feature.py`, `_mod_uses_pyside`). A module
without a source is passed over.
"""

import linecache
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def sources_unread() -> Iterator[None]:
    """While this lasts no source is read; a traceback shows no lines then."""
    read = linecache.updatecache
    linecache.updatecache = lambda *_: []
    try:
        yield
    finally:
        linecache.updatecache = read
