"""The library for a command that only reads: what its opening tells is told here too."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from captioner.cli.compose import Composition
from captioner.cli.printing import safe
from captioner.storage.library import Library


@asynccontextmanager
async def reading(composed: Composition) -> AsyncIterator[Library]:
    """The open library.

    Raises:
        StorageError: It cannot be read.
    """
    library = await Library.open(composed.paths.library)
    try:
        for notice in (*composed.notices, *library.notices):
            print(f"captioner: {safe(notice)}", file=sys.stderr)
        yield library
    finally:
        await library.close()
