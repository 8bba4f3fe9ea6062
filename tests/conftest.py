"""What tests of every package share."""

from tests.desktop import desktop
from tests.pulse import pulse

__all__ = ["desktop", "pulse"]
