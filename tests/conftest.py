"""What tests of every package share."""

from tests.pulse import pulse

__all__ = ["pulse"]
