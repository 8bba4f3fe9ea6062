"""What reads one stream of sound into lines."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from captioner.core.utterance import Line

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray


class Recogniser(Protocol):
    """One stream of sound, owned by one thread.

    Attributes:
        cuts_long_lines: Whether it ends a line that gets long in a short pause.
    """

    cuts_long_lines: bool

    def prefer(self, terms: Sequence[str]) -> None:
        """Make these names and terms more likely from the next pass on, where that can be."""

    def add(self, sound: "NDArray[float32]") -> None:
        """Give sound to the stream without recognising it yet.

        Args:
            sound: Samples from -1 to 1, 16 kHz, mono, shape (n,), contiguous.
        """

    def read(self) -> list[Line]:
        """Recognise what was added; all lines since the last restart, in order."""
        ...

    def restart(self, position: int) -> list[Line]:
        """End the open line where the sound now ends, and start anew.

        Args:
            position: The session's number of the next sample.

        Returns:
            All lines since the restart before, each complete.
        """
        ...

    def read_again(self, start: int, end: int) -> Line | None:
        """All that was said between two samples of late, read in one go.

        Returns:
            One complete line, by the best model there is; None where that cannot be done.
        """
        ...

    def close(self) -> None:
        """Free what the stream took; nothing may be called after it."""
