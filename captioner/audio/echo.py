"""Takes what a loudspeaker plays out of what a microphone hears."""

from collections.abc import Callable

from captioner.core.audio import BYTES_PER_SAMPLE, RATE, energy_of, to_floats, to_pcm
from captioner.core.double_talk import DoubleTalk
from captioner.core.echo import AUDIBLE, Cancelled

Cancel = Callable[[bytes, bytes], Cancelled]
"""What is left of the microphone's PCM16 once this PCM16 is played; 320 samples at a time."""

_HALF = RATE // 100 * BYTES_PER_SAMPLE


def echo_canceller() -> Cancel | None:
    """One for a session, which learns the room as it goes; None where it is not made for.

    WebRTC's canceller finds any echo quickly, and suppresses what is left of it, with much of
    whoever speaks beside it; where a filter of our own knows the room, that one's sound is heard
    instead while somebody speaks.
    """
    try:
        from pywebrtc_audio import EchoCanceller
    except (ImportError, OSError):
        return None
    import numpy as np

    from captioner.audio.echo_filter import EchoFilter

    canceller, subtracting, talk = EchoCanceller(sample_rate=RATE), EchoFilter(), DoubleTalk()

    def suppressed(near: bytes, far: bytes) -> bytes:
        halves = (slice(0, _HALF), slice(_HALF, None))
        parts = (
            canceller.process(np.frombuffer(near[half], "<i2"), np.frombuffer(far[half], "<i2"))
            for half in halves
        )
        return b"".join(part.tobytes() for part in parts)

    def cancel(near: bytes, far: bytes) -> Cancelled:
        quiet, heard, played = suppressed(near, far), energy_of(near), to_floats(far)
        least = energy_of(quiet)
        if heard < AUDIBLE:  # nobody speaks, and nothing is heard of what is played
            subtracting.play(played)
            left, rest = near, heard
        else:
            left = to_pcm(subtracting.left_of(to_floats(near), played))
            rest = energy_of(left)
        talk.hear(energy_of(far), heard, rest, least)
        if not talk.knows:
            return Cancelled(quiet, quiet, heard, least)
        return Cancelled(quiet, left, heard, rest if talk.there else least, spoken=talk.there)

    return cancel
