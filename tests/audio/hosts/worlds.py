"""What a test of hosts does to the sound of a computer, whichever computer it is."""

from pathlib import Path
from typing import Protocol

from captioner.audio.host import Host


class World(Protocol):
    """A computer with the microphone `mic`, and with `speaker` as its only output."""

    host: Host

    def plug_in_output(
        self, name: str, label: str, *, rate: int = 48_000, channels: int = 2
    ) -> None:
        """Adds an output; `label` is what the user calls it."""
        ...

    def plug_in_microphone(self, name: str, label: str) -> None:
        """Adds a microphone."""
        ...

    def unplug(self, name: str) -> None:
        """Takes a device away, whatever is recording it."""
        ...

    def make_default(self, name: str) -> None:
        """The user chooses it as the system's default."""
        ...

    def id_of(self, name: str) -> str:
        """The identity under which it must be listed."""
        ...

    def play(self, name: str, sound: Path) -> None:
        """Plays a file on an output, from now on."""
        ...

    def recordings(self) -> int:
        """How many recordings the system knows of."""
        ...
