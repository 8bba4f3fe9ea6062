from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from captioner.storage.library import Library


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the library is."""
    return tmp_path / "data" / "transcripts.db"


@pytest.fixture
async def library(path: Path) -> AsyncIterator[Library]:
    """A library on disk."""
    library = await Library.open(path)
    yield library
    await library.close()
