from pathlib import Path
from random import Random

import pytest

from tests.killing import killed_after

pytestmark = pytest.mark.soak


@pytest.mark.parametrize("seed", range(100))
def test_kill_9_loses_no_final_that_was_told_to_be_saved(seed: int, tmp_path: Path) -> None:
    finals = Random(seed).randrange(1, 80)
    print(f"seed {seed}: killed after {finals} finals")
    left = killed_after(tmp_path, finals)
    assert len(left.said) >= finals
    assert left.lost == []
