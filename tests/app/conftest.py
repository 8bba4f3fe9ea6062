from pathlib import Path

import pytest

from tests.app.stage import Stage, make_stage


@pytest.fixture
async def stage(tmp_path: Path) -> Stage:
    return await make_stage(tmp_path)
