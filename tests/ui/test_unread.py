import subprocess
import sys

import shibokensupport.feature


def lines_read(before: str) -> int:
    """Of how many lines of source Python knows once the window is imported."""
    program = (
        "import linecache\n"
        f"{before}\n"
        "from captioner.ui import application\n"
        "print(sum(len(entry[2]) for entry in linecache.cache.values() if len(entry) == 4))\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout
    return int(said)


def test_no_source_is_read_for_the_window_or_for_anything_after_it() -> None:
    leave = "from captioner.ui.unread import leave_sources_unread\nleave_sources_unread()"
    assert lines_read(leave) == 0


def test_otherwise_every_source_is_read() -> None:
    """Else there is nothing to do any more."""
    assert hasattr(shibokensupport.feature, "_mod_uses_pyside")
    assert lines_read("") > 1000
