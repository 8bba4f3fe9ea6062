"""Word boost from a text file."""

import asyncio
from pathlib import Path

from captioner.storage import word_list


async def load(path: Path) -> tuple[str, ...]:
    """The words of a text file.

    Raises:
        UsageError: It cannot be read, or is no text.
    """
    return await asyncio.to_thread(word_list.read, path)
