"""What Windows keeps for us in its own ways."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("about Windows", allow_module_level=True)

from tests.guards import HANG_S
from tests.storage.real_keyring import KEPT


def test_the_credential_manager_keeps_replaces_and_deletes_a_key() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.storage.real_keyring"],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        timeout=HANG_S,
    )
    assert json.loads(done.stdout) == KEPT
