import shutil
from pathlib import Path

import pytest

from tests.killing import killed_after
from tests.systems import open_files_go


@pytest.mark.parametrize("finals", [1, 30, 90])
def test_kill_9_loses_no_final_that_was_told_to_be_saved(finals: int, tmp_path: Path) -> None:
    left = killed_after(tmp_path, finals)
    assert len(left.said) >= finals
    assert left.lost == []


@open_files_go
def test_files_that_are_deleted_in_mid_session_cost_no_final_that_was_told_to_be_saved(
    tmp_path: Path,
) -> None:
    left = killed_after(tmp_path, 90, before=shutil.rmtree)
    assert len(left.said) >= 90
    assert left.lost == []
