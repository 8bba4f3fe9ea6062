from pathlib import Path

import pytest

from bench.speech import listed


@pytest.fixture
def kennedy() -> Path:
    """The recording of a second reader, who says other words than the sample."""
    there = {name: path for name, path, _ in listed()}
    if "jfk" not in there:
        pytest.skip("the recording of a second reader is not here")
    return there["jfk"]
