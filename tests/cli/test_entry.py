"""What happens before the command line is there."""

import subprocess
import sys

import pytest

from tests.guards import HANG_S

INTERRUPTED_AT_ONCE = """
import sys
class Keyboard:
    def find_spec(self, name, path=None, target=None):
        if name == "captioner.core.sentence":
            raise KeyboardInterrupt
sys.meta_path.insert(0, Keyboard())
from captioner.cli.entry import {way}
sys.exit({way}())
"""


@pytest.mark.parametrize("way", ["main", "window"])
def test_ctrl_c_while_it_is_being_loaded_ends_it_without_a_word(way: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED_AT_ONCE.format(way=way)],
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_it_is_where_the_installed_programs_begin() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from captioner.cli.entry import main; main()", "--version"],
        capture_output=True,
        text=True,
        timeout=HANG_S,
        check=False,
    )
    assert done.stdout.startswith("Captioner ")
