"""What tests of every package share."""

import signal

import pytest
from hypothesis import settings

from tests.desktop import desktop
from tests.pulse import pulse
from tests.systems import WINDOWS

__all__ = ["desktop", "pulse"]

collect_ignore_glob = [] if WINDOWS else ["*/test_on_windows.py"]


if not WINDOWS:
    # What nohup sets is inherited: programs that tests start would rightly live on.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks Windows itself is not skipped on other systems: there is nothing to test."""
    if WINDOWS:
        return
    elsewhere = [item for item in items if item.get_closest_marker("windows")]
    if elsewhere:
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


# The same examples on every machine and every day; `dev.py soak` draws others. No example
# has a limit of time: on a loaded machine any may take long.
settings.register_profile("derived", derandomize=True, deadline=None)
settings.register_profile("drawn", print_blob=True, database=None, deadline=None)
settings.load_profile("derived")
