"""What tests of every package share."""

from hypothesis import settings

from tests.desktop import desktop
from tests.pulse import pulse

__all__ = ["desktop", "pulse"]

# The same examples on every machine and every day; `dev.py soak` draws others. No example
# has a limit of time: on a loaded machine any may take long.
settings.register_profile("derived", derandomize=True, deadline=None)
settings.register_profile("drawn", print_blob=True, database=None, deadline=None)
settings.load_profile("derived")
