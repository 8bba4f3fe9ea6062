"""What can be captioned, with identities that last."""

from dataclasses import dataclass, replace
from enum import Enum

MEETING = "meeting"
"""The role that follows the default output: what you hear."""

MICROPHONE = "microphone"
"""The role that follows the default input."""


class SourceKind(Enum):
    """Where sound comes from; the value starts its label on screen."""

    MEETING = "Meeting audio"
    MICROPHONE = "Microphone"
    FILE = "File"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """One thing that can be captioned.

    Attributes:
        id: `meeting`, `microphone`, or a lasting name such as `pulse:alsa_input.usb-…`;
            never an index.
        label: What the user calls it, such as "Jabra Evolve"; a role has its device's.
        kind: Where its sound comes from.
        device: The identity of the device a role follows at this moment, else "".
        bluetooth: Whether opening it changes a headset's mode; it is not opened before Start.
        unavailable: Why it cannot be used, one sentence; "" if it can.
    """

    id: str
    label: str
    kind: SourceKind
    device: str = ""
    bluetooth: bool = False
    unavailable: str = ""

    @property
    def is_role(self) -> bool:
        """Whether it follows the system's default."""
        return self.id in (MEETING, MICROPHONE)

    @property
    def title(self) -> str:
        """Its name in a list of sources."""
        if self.id == MEETING:
            return f"{self.kind.value} (what you hear)"
        if self.id == MICROPHONE and self.unavailable:
            return self.kind.value
        default = " (default)" if self.is_role else ""
        return f"{self.kind.value}: {self.label}{default}"


def following(role: str, device: SourceInfo) -> SourceInfo:
    """The role, as it follows this device now."""
    return replace(device, id=role, device=device.id)


def absent(role: str, why: str) -> SourceInfo:
    """The role, which can follow nothing; `why` is one sentence."""
    kind = SourceKind.MEETING if role == MEETING else SourceKind.MICROPHONE
    return SourceInfo(id=role, label=kind.value, kind=kind, unavailable=why)
