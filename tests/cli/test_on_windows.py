"""What only a terminal of Windows has. No test anywhere else."""

import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

if sys.platform != "win32":
    pytest.skip("about Windows", allow_module_level=True)

from tests.cli.program import lines, run
from tests.guards import HANG_S
from tests.killing import recording


def test_a_zone_that_a_shell_of_unix_has_set_moves_no_session(tmp_path: Path) -> None:
    """`AAA-5` is five hours off, so the computer's own zone cannot be it by chance as well."""
    begun = []
    for number, zone in enumerate(("AAA-5", "BBB5")):
        profile = tmp_path / str(number)
        wanted = ("caption", recording(tmp_path), "--engine", "replay", "--pace", "fast")
        assert run(profile, *wanted, environment={"TZ": zone}).returncode == 0
        [session] = lines(run(profile, "sessions", "--json").stdout)
        begun.append(datetime.fromisoformat(str(session["started"])))
    assert begun[0].utcoffset() == begun[1].utcoffset()
    assert timedelta(0) < begun[1] - begun[0] < timedelta(seconds=2 * HANG_S)
