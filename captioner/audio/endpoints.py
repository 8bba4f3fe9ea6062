"""What Windows calls a sound device, and what its host asks Windows about them."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A plug or speaker that can be used now.

    Attributes:
        id: Windows' own identity, which stays over restarts and replugging.
        name: What Windows and PortAudio call it; two may be called alike.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Endpoints:
    """All of them at one moment, in Windows' order; defaults are identities, "" for none."""

    outputs: tuple[Endpoint, ...]
    inputs: tuple[Endpoint, ...]
    default_output: str
    default_input: str


class Refusal(Exception):
    """Windows says why it lets a device not be opened; the class tells the reason."""


class InExclusiveUse(Refusal):
    """Another program has it for itself alone."""


class NotAllowed(Refusal):
    """The user or the administrator has switched it off for programs."""


class Directory(Protocol):
    """Who knows the endpoints. Its methods block and may be called in any thread."""

    def endpoints(self) -> Endpoints:
        """What there is now.

        Raises:
            OSError: The system's sound service does not answer.
        """
        ...

    def try_out(self, endpoint_id: str, *, loopback: bool) -> None:
        """Opens an endpoint for a moment, to learn why it cannot be opened.

        Args:
            endpoint_id: Which.
            loopback: Whether to record what it plays.

        Raises:
            Refusal: It cannot, for a reason that the user can do something about.
            OSError: It cannot, for another reason.
        """
        ...

    def microphones_allowed(self) -> bool:
        """Whether the system's privacy settings let programs record."""
        ...
