"""What can be captioned, with identities that last."""

from dataclasses import dataclass, replace
from enum import Enum

from captioner.core.lanes import BOTH as LANES
from captioner.core.lanes import Lane

MEETING = "meeting"
"""The role that follows the default output: what you hear."""

MICROPHONE = "microphone"
"""The role that follows the default input."""


BOTH = "both"
"""The two together, each with a lane of its own."""

_HEADSET = "A Bluetooth headset sounds worse to you while its microphone is open."
_TOGETHER = (MEETING, MICROPHONE)


class SourceKind(Enum):
    """Where sound comes from; the value starts its label on screen."""

    MEETING = "Meeting audio"
    MICROPHONE = "Microphone"
    BOTH = "Meeting and microphone"
    FILE = "File"


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """One thing that can be captioned.

    Attributes:
        id: `meeting`, `microphone`, `both`, or a lasting name such as `pulse:alsa_input.usb-…`;
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
    def caution(self) -> str:
        """What to know before it is chosen, one sentence; "" for nothing."""
        return _HEADSET if self.bluetooth else ""

    @property
    def is_role(self) -> bool:
        """Whether it follows the system's default."""
        return self.id in (MEETING, MICROPHONE, BOTH)

    @property
    def title(self) -> str:
        """Its name in a list of sources."""
        if self.id == BOTH:
            return self.kind.value
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


def with_both(sources: tuple[SourceInfo, ...]) -> tuple[SourceInfo, ...]:
    """The sources, and behind the roles the two of them together, where both can be had."""
    roles = {info.id: info for info in sources if info.id in (MEETING, MICROPHONE)}
    if len(roles) < len(_TOGETHER) or any(info.unavailable for info in roles.values()):
        return sources
    meeting, microphone = (roles[role] for role in _TOGETHER)
    both = SourceInfo(
        id=BOTH,
        label=f"{meeting.label} + {microphone.label}",
        kind=SourceKind.BOTH,
        device=f"{meeting.device} + {microphone.device}",
        bluetooth=microphone.bluetooth,
    )
    place = 1 + max(sources.index(info) for info in roles.values())
    return (*sources[:place], both, *sources[place:])


def each_of(source_id: str) -> dict[Lane, str]:
    """The identity of what each lane of a source hears."""
    if source_id == BOTH:
        return dict(zip(LANES, _TOGETHER, strict=True))
    return {Lane.ONLY: source_id}
